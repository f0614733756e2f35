import assert from 'node:assert/strict';
import { mock } from 'node:test';
import type { ProblemCode } from '@wmory/contract';
import { pino } from 'pino';
import type { Actor, Caller } from '../../caller.ts';
import { openTestDatabase } from '../../db/database.fixture.ts';
import type { Database } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import { createMemoryLimits } from '../../limits/memory.ts';
import type { Letter } from '../../mail/port.ts';
import { deriveSecrets } from '../../secrets.ts';
import { createAudit } from '../audit/index.ts';
import type { AccountDeps } from './deps.ts';
import { type Accounts, createAccounts } from './index.ts';
import { createPasswordHasher } from './password-hasher.ts';
import type { SessionStart } from './session-start.ts';

export const START = Date.UTC(2026, 4, 3, 12);
export const PASSWORD = 'seven green bicycles';
export const PUBLIC_URL = 'https://photos.example';

export const caller: Caller = { requestId: 'request', ip: '192.0.2.1', userAgent: 'curl/8.5.0' };

/** Accounts on a database of their own, with mail that can fail and a clock that only tests move. */
export interface World {
  accounts: Accounts;
  database: Database;
  /** Those that were accepted, oldest first. */
  letters: Letter[];
  /** While set, the mail server refuses everything. */
  mail: { down: boolean };
  /** How many passwords were hashed or checked. */
  hashes(): number;
  /** Does this while the next password is being checked. */
  interrupt(work: () => Promise<unknown>): void;
  /** All that was logged. */
  logged(): string;
  advance(ms: number): void;
  /** Sends what is due; answers the newest letter to the address. */
  newestLetter(to: string): Promise<Letter>;
  /** Signs up and confirms. */
  enter(email: string, password?: string): Promise<SessionStart>;
  close(): Promise<void>;
}

/** The cost of hashing is the lowest there is: tests count hashes rather than time them. */
const cheap = { memoryCost: 8, timeCost: 1 };

/** @param parts what the module is made with, where it is not the usual */
export async function makeWorld(parts: Partial<AccountDeps> = {}): Promise<World> {
  mock.timers.enable({ apis: ['Date'], now: START });
  const clock = () => Date.now();
  const database = await openTestDatabase();
  const letters: Letter[] = [];
  const mail = { down: false };
  const lines: string[] = [];
  let hashes = 0;
  let interruption: (() => Promise<unknown>) | null = null;
  const hasher = createPasswordHasher(cheap);
  const counted =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      hashes++;
      return work(...args);
    };
  const accounts = await createAccounts({
    database,
    audit: createAudit({ clock, key: Buffer.alloc(32, 2) }),
    clock,
    limits: createMemoryLimits(clock),
    secrets: deriveSecrets(Buffer.alloc(48, 7)),
    log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
    publicUrl: () => PUBLIC_URL,
    mailer: {
      async send(letter) {
        if (mail.down) throw Object.assign(new Error(`no way to ${letter.to}`), { code: 'ECONNREFUSED' });
        letters.push(letter);
      },
      close: async () => {},
    },
    passwords: {
      hash: counted(hasher.hash),
      verify: counted(async (...args) => {
        const fits = await hasher.verify(...args);
        const work = interruption;
        interruption = null;
        await work?.();
        return fits;
      }),
    },
    answerFloor: 0,
    ...parts,
  });

  async function newestLetter(to: string): Promise<Letter> {
    await accounts.sweeps.sendLetters();
    const letter = letters.findLast((candidate) => candidate.to === to);
    assert.ok(letter, `no letter to ${to}`);
    return letter;
  }

  return {
    accounts,
    database,
    letters,
    mail,
    hashes: () => hashes,
    interrupt(work) {
      interruption = work;
    },
    logged: () => lines.join(''),
    advance: (ms) => mock.timers.setTime(Date.now() + ms),
    newestLetter,
    async enter(email, password = PASSWORD) {
      await accounts.signUp(caller, { email, password, name: 'Ada' });
      return accounts.verifyEmail(caller, { email, code: codeIn(await newestLetter(email)) });
    },
    async close() {
      await accounts.close();
      await database.close();
      mock.timers.reset();
    },
  };
}

export const codeIn = ({ text }: Letter): string => /^ {4}(\d{6})$/m.exec(text)?.[1] ?? assert.fail(text);

/** The token of the link to that page. */
export function tokenIn(
  { text }: Letter,
  page: 'verify' | 'reset' | 'new-email' | 'keep-email' | 'keep-account',
): string {
  const link = new RegExp(`^${PUBLIC_URL}/${page}#token=([\\w-]+)$`, 'm').exec(text);
  return link?.[1] ?? assert.fail(text);
}

export const refuses = (promise: Promise<unknown>, code: ProblemCode): Promise<void> =>
  assert.rejects(promise, (error) => {
    if (!(error instanceof AppError)) throw error;
    assert.equal(error.code, code);
    return true;
  });

/** Who a session makes of the caller. */
export async function actorOf({ accounts }: World, { tokens }: SessionStart): Promise<Actor> {
  return { ...caller, ...(await accounts.authenticate(tokens.accessToken)) };
}

/** The actions in the audit log, in order. */
export async function audited({ database }: World): Promise<string[]> {
  const rows = await database.sql.selectFrom('audit_logs').select('action').orderBy('id').execute();
  return rows.map((row) => row.action);
}
