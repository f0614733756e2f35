import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { AppError } from '../../error.ts';

export interface PasswordHasher {
  /** PHC string. Throws `overloaded` when too many wait. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one that was hashed. Without a hash that can be checked the answer is no, after
   * the same work: the time does not tell whether there is an account. Throws `overloaded` as well.
   */
  verify(hash: string | null, password: string): Promise<boolean>;
}

export interface HashingOptions {
  /** KiB. */
  memoryCost?: number;
  timeCost?: number;
  /** Hashes made at a time; each holds a thread of libuv's pool, which files need too. */
  concurrency?: number;
  /** Those that may wait. */
  queue?: number;
}

// Algorithm.Argon2id: a const enum, which type stripping cannot read.
const ARGON2ID = 2;

/** Runs so many at a time and lets so many wait, in order; beyond that it throws `overloaded`. */
function createGate(concurrency: number, queue: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= concurrency) {
      if (waiting.length >= queue) throw new AppError('overloaded', { retryAfter: 2 });
      // Who leaves hands its place on, so that nobody who comes in between overtakes.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

/** A PHC string of these parameters that no password fits. */
function makeDummy(memoryCost: number, timeCost: number): string {
  const random = (length: number) => randomBytes(length).toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$${random(16)}$${random(32)}`;
}

/**
 * Argon2id with OWASP's parameters (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html),
 * off the main thread. Passwords are compared in NFKC, as NIST SP 800-63B has it, so that one typed on another
 * keyboard is the same.
 */
export function createPasswordHasher({
  memoryCost = 19_456,
  timeCost = 2,
  concurrency = 2,
  queue = 64,
}: HashingOptions = {}): PasswordHasher {
  const pass = createGate(concurrency, queue);
  const dummy = makeDummy(memoryCost, timeCost);
  return {
    hash: (password) =>
      pass(() =>
        hash(password.normalize('NFKC'), { algorithm: ARGON2ID, memoryCost, timeCost, parallelism: 1 }),
      ),
    verify: (known, password) =>
      pass(() => verify(known?.startsWith('$argon2id$') ? known : dummy, password.normalize('NFKC'))),
  };
}
