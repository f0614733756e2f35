import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import { type Clock, DAY } from '../../clock.ts';
import type { Database, Tx } from '../../db/index.ts';
import type { Letter, Mailer } from '../../mail/port.ts';
import { type NoticeKind, type OwedNotice, oweNotice } from './notices.ts';
import { LETTER_TRIES, mayMint, retryDelay } from './policy.ts';
import * as letters from './store-letters.ts';

type Kind = letters.LetterRow['kind'];

/** Letters that are owed: a row in the transaction of what they tell of, sent once that has committed. */
export interface Outbox {
  /**
   * Owes the letter, unless one like it is on its way or went a moment ago.
   * @param about id of the row that it tells of, where there is one
   * @param dueAt not to be sent before; now, unless given
   */
  owe(tx: Tx, userId: string, kind: SecretKind, about?: string, dueAt?: number): Promise<void>;
  /** Owes a notice; answers false where one like it about the same thing is on its way. Not sent before `dueAt`, if given. */
  oweNotice(tx: Tx, userId: string, notice: OwedNotice): Promise<boolean>;
  /** Sends one batch of those that are due; answers how many it took up. */
  send(): Promise<number>;
  /** Resolves once nothing is being sent; what is owed from then on waits for the next start. */
  close(): Promise<void>;
}

export interface OutboxDeps {
  database: Database;
  clock: Clock;
  mailer: Mailer;
  log: Logger;
  /** Writes the letter with secrets of its own; null when there is nothing to say any more. */
  compose(tx: Tx, letter: letters.LetterRow): Promise<Letter | null>;
}

const BATCH = 10;

type SecretKind = Exclude<Kind, NoticeKind>;

/** What the letter carries a secret for. */
const purposes = {
  'verify-email': 'verify',
  'already-registered': 'reset',
  'reset-password': 'reset',
  'password-changed': null,
  'passkey-added': null,
  'passkey-removed': null,
  'new-device': null,
  // Counted by what is asked, not by tokens: an address that has an account gets none.
  'email-change': null,
  'email-change-notice': null,
  // Once and once more for each time that the account is to be deleted.
  'deletion-asked': null,
  'deletion-reminder': null,
} as const satisfies Record<SecretKind, letters.TokenRow['purpose'] | null>;

export function createOutbox({ database, clock, mailer, log, compose }: OutboxDeps): Outbox {
  let running: Promise<unknown> = Promise.resolve();
  let nudged = false;
  let closed = false;

  async function deliver(row: letters.LetterRow): Promise<void> {
    const tries = row.tries + 1;
    const about = { letter: row.id, kind: row.kind, tries };
    if (!(await letters.claimLetter(database, row, clock() + retryDelay(tries)))) return;
    try {
      const letter = await database.transaction((tx) => compose(tx, row));
      if (letter) await mailer.send(letter);
      await letters.deleteLetter(database, row.id);
    } catch (error) {
      // Transports put the recipient into their errors; the id is enough to find the account.
      const reason = (error as { code?: unknown }).code ?? (error as Error).name;
      if (tries < LETTER_TRIES)
        return log.warn({ ...about, reason }, 'a letter was not sent; it will be tried again');
      await letters.deleteLetter(database, row.id);
      log.error({ ...about, reason }, 'a letter was given up');
    }
  }

  async function sendBatch(): Promise<number> {
    const due = await letters.selectDueLetters(database, clock(), BATCH);
    await Promise.all(due.map(deliver));
    return due.length;
  }

  /** One batch at a time: who asks for one waits for the one that runs, and so sees all of it done. */
  function send(): Promise<number> {
    const batch = running.then(sendBatch);
    running = batch.catch(() => {});
    return batch;
  }

  /** The row is what counts: should this fail, or be lost, the next sweep sends. */
  function nudge(): void {
    if (nudged || closed) return;
    nudged = true;
    // The answer to who caused the letter goes first.
    setImmediate(() => {
      nudged = false;
      if (!closed) send().catch((error: unknown) => log.error({ err: error }, 'letters were not sent'));
    });
  }

  return {
    async owe(tx, userId, kind, about, dueAt) {
      const now = clock();
      if (await letters.isLetterOwed(tx, userId, kind, about ?? null)) return;
      const purpose = purposes[kind];
      if (purpose && !mayMint(await letters.selectTokenTimes(tx, userId, purpose, now - DAY), now)) return;
      await letters.insertLetter(tx, {
        id: uuidv7(),
        user_id: userId,
        kind,
        about: about ?? null,
        created_at: now,
        due_at: dueAt ?? now,
        tries: 0,
      });
      tx.afterCommit(nudge);
    },
    async oweNotice(tx, userId, notice) {
      const owed = await oweNotice(tx, clock(), userId, notice);
      if (owed) tx.afterCommit(nudge);
      return owed;
    },
    send,
    async close() {
      closed = true;
      await running;
    },
  };
}
