/** Says how far a command is. */
export interface Progress {
  /** @param total where it is known */
  at(what: string, done: number, total?: number): void;
  /** Throws when the process was asked to end. */
  check(): void;
}

/** The process was asked to end; the command stops where it can go on later. */
export class Interrupted extends Error {
  override name = 'Interrupted';
}

const REDRAW = 200;
const REPEAT = 10_000;

/** One line that is drawn over on a terminal; elsewhere a line now and then. */
export function createProgress(stderr: NodeJS.WriteStream, signal: AbortSignal): Progress {
  let drawn = 0;
  let last = '';
  return {
    at(what, done, total) {
      const now = Date.now();
      const isEnd = done === total;
      if (now - drawn < (stderr.isTTY ? REDRAW : REPEAT) && !(isEnd && stderr.isTTY) && what === last) return;
      drawn = now;
      last = what;
      const text = total === undefined ? `${what}: ${done}` : `${what}: ${done} of ${total}`;
      stderr.write(stderr.isTTY ? `\r\x1b[2K${text}${isEnd ? '\n' : ''}` : `${text}\n`);
    },
    check() {
      if (signal.aborted) throw new Interrupted('stopped');
    },
  };
}
