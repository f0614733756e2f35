import type { ReadStream } from 'node:tty';

/** All that the commands know of the process they run in. */
export interface Context {
  /** Where the session is kept. */
  configDir: string;
  /** The server named by the environment. */
  server: string | null;
  stdin: ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  /** Aborts when the process is asked to end; its reason is the exit code. */
  signal: AbortSignal;
}

export const exitCodes = { done: 0, notAllDone: 1, usage: 2 } as const;

/** Ends the command with one sentence. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly exitCode: number;
  constructor(message: string, exitCode: number = exitCodes.notAllDone) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** The command was not called as it can be: exit code 2. */
export class UsageError extends CommandError {
  constructor(message: string) {
    super(message, exitCodes.usage);
  }
}
