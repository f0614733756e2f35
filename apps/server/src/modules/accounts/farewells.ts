import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import type { Language } from '../../mail/letter-kinds.ts';
import type { Letter, Mailer } from '../../mail/port.ts';
import { writeLetter } from '../../mail/templates.ts';
import { createSeal } from '../../seal.ts';
import type { Secrets } from '../../secrets.ts';
import { FAREWELL_TRIES, retryDelay } from './policy.ts';
import * as store from './store-deletions.ts';
import type { Suppressions } from './suppressions.ts';

/** Of somebody who has no account any more. */
interface Recipient {
  email: string;
  name: string;
  language: Language;
}

/** The last letters to people, with the certificates about their accounts. */
export interface Farewells {
  /** @param deletionId of the account that is deleted */
  seal(recipient: Recipient, deletionId: string): string;
  /** Sends one batch of those that are owed, and forgets where they went; answers how many it took up. */
  send(): Promise<number>;
}

interface FarewellDeps {
  database: Database;
  clock: Clock;
  mailer: Mailer;
  secrets: Secrets;
  suppressions: Suppressions;
  log: Logger;
}

const BATCH = 10;

export function createFarewells(deps: FarewellDeps): Farewells {
  const { database, clock, mailer, suppressions, log } = deps;
  const seal = createSeal(deps.secrets.key('farewells'));

  async function compose({ id, farewell, certificate }: store.DeletionRow): Promise<Letter | null> {
    if (farewell === null || certificate === null) return null;
    const { email, name, language } = JSON.parse(seal.open(farewell, id)) as Recipient;
    if (await suppressions.isSuppressed(database, email)) return null;
    const { certificate: content } = JSON.parse(certificate) as { certificate: { deletedAt: string } };
    const values = { name, when: Date.parse(content.deletedAt) };
    const file = {
      name: 'certificate.json',
      contentType: 'application/json',
      text: `${JSON.stringify(JSON.parse(certificate), null, 2)}\n`,
    };
    return { ...writeLetter('accountDeleted', email, values, language), files: [file] };
  }

  async function deliver(row: store.DeletionRow): Promise<void> {
    const tries = row.tries + 1;
    const about = { deletion: row.id, tries };
    if (!(await store.claimFarewell(database, row, clock() + retryDelay(tries)))) return;
    try {
      const letter = await compose(row);
      if (letter) await mailer.send(letter);
      await store.deleteDeletion(database, row.id);
    } catch (error) {
      // As with every letter, not the error itself: transports put the recipient into it.
      const reason = (error as { code?: unknown }).code ?? (error as Error).name;
      if (tries < FAREWELL_TRIES)
        return log.warn({ ...about, reason }, 'a certificate was not sent; it will be tried again');
      await store.deleteDeletion(database, row.id);
      log.error({ ...about, reason }, 'a certificate was given up');
    }
  }

  return {
    seal: (recipient, deletionId) => seal.close(JSON.stringify(recipient), deletionId),
    async send() {
      const due = await store.selectDueDeletions(database, ['erased'], clock(), BATCH);
      await Promise.all(due.map(deliver));
      return due.length;
    },
  };
}
