/** How often something may be done to one key in a stretch of time. */
export interface Window {
  /** Tells counters apart; part of every key. */
  name: string;
  points: number;
  seconds: number;
  /** Each count that is allowed starts the window anew: it ends once it was quiet for so long. */
  rolling?: true;
}

export interface Count {
  allowed: boolean;
  remaining: number;
  /** Milliseconds until the window ends. */
  reset: number;
}

/** Counts by key. A count that is refused is not counted, and makes nothing longer. */
export interface Limiter {
  /** Counts one, in one step: counts made side by side all count. */
  consume(key: string): Promise<Count>;
  /** Takes one back. */
  giveBack(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface Limits {
  limiter(window: Window): Limiter;
  close(): Promise<void>;
}
