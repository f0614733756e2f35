import type { Tokens } from '@wmory/contract';

/** What tabs of one browser tell each other. */
export type Notice =
  | { kind: 'renewed'; tokens: Tokens }
  | { kind: 'began'; tokens: Tokens; userId: string }
  | { kind: 'ended' };

/** On native there is one of us. */
export const exclusive = <T>(task: () => Promise<T>): Promise<T> => task();
export function tell(_notice: Notice): void {}
export function hear(_listener: (notice: Notice) => void): void {}
