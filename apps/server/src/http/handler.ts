import type { InputOf, OperationId, Operations, OutputOf } from '@wmory/contract';
import type { Actor, Caller } from '../caller.ts';
import type { Presented } from '../presented.ts';

/** The cookie that carries a browser's refresh token. */
export interface RefreshCookie {
  /** Null when there is none; rejects with `csrf-refused` when another site made the request. */
  read(): string | null;
  /** @param maxAge seconds */
  write(token: string, maxAge: number): void;
  clear(): void;
}

/** What a handler knows of the request beyond its validated input. */
export interface Exchange<Who extends Caller> {
  caller: Who;
  refreshCookie: RefreshCookie;
}

/** Operations whose answers are put together of what was presented before. */
type AnswersPresented = 'listPhotos';

type Answer<K extends OperationId> = K extends AnswersPresented
  ? Presented<OutputOf<Operations[K]>>
  : OutputOf<Operations[K]>;

/** By what an operation asks of who calls. */
interface WhoCalls {
  public: Caller;
  optional: Caller | Actor;
  user: Actor;
}

export type Handler<K extends OperationId> = (
  input: InputOf<Operations[K]>,
  exchange: Exchange<WhoCalls[Operations[K]['auth']]>,
) => Promise<Answer<K>>;

/** One handler an operation: an operation without one does not compile. */
export type Handlers<K extends OperationId = OperationId> = { [P in K]: Handler<P> };
