import type { Tx } from '../../db/index.ts';
import type { Leaving, Tally } from '../accounts/index.ts';
import { forgetDecider, forgetPerson, renameCase, selectCasesOf } from './store-cases.ts';
import { forgetDeciders, forgetPersonDecided, forgetWords } from './store-decisions.ts';
import { forgetReporter, renameReports, selectReports, updateSnapshot } from './store-reports.ts';
import type { Snapshot } from './subjects.ts';

const EVERY = 10_000;

/** What snapshots call people by. */
const names = ['uploader', 'owner', 'createdBy'] as const;

/**
 * Takes an account that is being deleted out of cases, reports and decisions: what was reported and what was decided
 * stays, without whom. Answers how many rows that were.
 */
export async function erasePerson(tx: Tx, { userId }: Leaving): Promise<Tally | null> {
  let mentions = 0;
  for (const row of await selectCasesOf(tx, userId)) {
    for (const report of await selectReports(tx, row.id, EVERY)) {
      await updateSnapshot(tx, report.id, JSON.stringify(withoutNames(row.subject_kind, report.snapshot)));
      mentions += 1;
    }
    // The key of a case about a member has their id in it.
    if (row.subject_kind === 'member') {
      await renameCase(tx, row);
      await renameReports(tx, row.id);
    }
    await forgetPerson(tx, row);
    mentions += 1;
  }
  mentions += await forgetWords(tx, userId);
  mentions += await forgetPersonDecided(tx, userId);
  mentions += (await forgetReporter(tx, userId)) + (await forgetDecider(tx, userId));
  mentions += await forgetDeciders(tx, userId);
  return mentions > 0 ? { mentions } : null;
}

function withoutNames(kind: string, text: string): Snapshot {
  const snapshot = JSON.parse(text) as Snapshot;
  for (const name of names) if (name in snapshot) snapshot[name] = null;
  // Of a group or a photo, this is what it is called.
  if (kind === 'member') snapshot['name'] = '';
  return snapshot;
}
