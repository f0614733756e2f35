import type { ActionKind, WantedAction } from '@wmory/contract';
import type { Actor } from '../../caller.ts';
import type { Tx } from '../../db/index.ts';
import type { JudgingDeps } from './deps.ts';
import type { Judge } from './policy.ts';
import type { CaseRow } from './store-cases.ts';
import { selectSuspensionEnds } from './store-decisions.ts';
import { selectReports } from './store-reports.ts';

/** What an action is done for, and by whom. */
export interface Deed {
  row: CaseRow;
  decisionId: string;
  judge: Judge;
  /** Null: the server by its rules, or its administrator. */
  actor: Actor | null;
}

type Doer = (deps: JudgingDeps, tx: Tx, deed: Deed, action: WantedAction) => Promise<unknown>;
/** Answers whether it is as if the action had not been taken. */
type Undoer = (deps: JudgingDeps, tx: Tx, deed: Omit<Deed, 'judge'>) => Promise<boolean>;

/** In the history of a group stands who acted there; moderators of the platform are not named to it. */
const namedTo = ({ judge, actor }: Deed): Actor | null => (judge.tier === 'group' ? actor : null);

const recordPhoto = (
  { audit }: JudgingDeps,
  tx: Tx,
  action: 'photo.hidden' | 'photo.shown' | 'photo.trashed' | 'photo.restored' | 'photo.taken-down',
  by: Actor | null,
  { subject_id: subjectId, group_id: groupId }: CaseRow,
): Promise<void> => audit.record(tx, { action, by, groupId, subjectId });

const doers: Record<Exclude<ActionKind, 'dismiss' | 'warn'>, Doer> = {
  async hide(deps, tx, deed) {
    const { row, decisionId: source } = deed;
    // Those who asked go on to see it, so their own requests go on to hide it.
    if (row.purpose === 'report' && !(await deps.photos.hide(tx, row.subject_id, 'hidden', { source })))
      return;
    await recordPhoto(deps, tx, 'photo.hidden', namedTo(deed), row);
  },
  async remove(deps, tx, deed) {
    const { row, decisionId } = deed;
    const by = namedTo(deed);
    if (row.subject_kind === 'invite')
      await deps.groups.endInvite(tx, { groupId: row.group_id, inviteId: row.subject_id, by });
    else if (await deps.photos.remove(tx, row.subject_id, decisionId))
      await recordPhoto(deps, tx, 'photo.trashed', by, row);
  },
  async ban({ groups }, tx, deed) {
    const { group_id: groupId, person_id: userId } = deed.row;
    if (userId !== null) await groups.ban(tx, { groupId, userId, by: namedTo(deed) });
  },
  async suspend({ suspensions }, tx, { row, actor }, action) {
    const until = action.kind === 'suspend' && action.until !== null ? Date.parse(action.until) : null;
    if (row.person_id !== null) await suspensions.suspend(tx, row.person_id, until, actor);
  },
  async takedown(deps, tx, deed) {
    const { row, decisionId } = deed;
    const digests = await digestsOf(deps, tx, row);
    await deps.photos.takeDown(tx, digests, decisionId);
    await recordPhoto(deps, tx, 'photo.taken-down', null, row);
  },
};

/** Of the photo's files and their copies for others; of a photo that is gone, as it was when it was reported. */
async function digestsOf({ photos }: JudgingDeps, tx: Tx, row: CaseRow): Promise<string[]> {
  const photo = await photos.lock(tx, row.subject_id);
  if (photo) return photos.digestsOf(tx, photo);
  const [report] = await selectReports(tx, row.id, 1);
  const { sha256 } = JSON.parse(report?.snapshot ?? '{}') as { sha256?: string };
  return sha256 === undefined ? [] : [sha256];
}

const undoers: Record<ActionKind, Undoer> = {
  dismiss: async () => true,
  warn: async () => true,
  async hide(deps, tx, { row, decisionId, actor }) {
    const asked = row.purpose === 'hide-request' ? await selectReports(tx, row.id, 1000) : [];
    await deps.photos.show(tx, [decisionId, ...asked.map(({ id }) => id)]);
    await recordPhoto(deps, tx, 'photo.shown', row.tier === 'group' ? actor : null, row);
    return true;
  },
  async remove(deps, tx, { row, decisionId, actor }) {
    if (row.subject_kind !== 'photo') return false;
    const restored = await deps.photos.putBack(tx, row.subject_id, decisionId);
    if (restored) await recordPhoto(deps, tx, 'photo.restored', row.tier === 'group' ? actor : null, row);
    return restored;
  },
  async ban({ groups }, tx, { row, actor }) {
    const { group_id: groupId, person_id: userId } = row;
    if (userId === null) return false;
    await groups.readmit(tx, { groupId, userId, by: row.tier === 'group' ? actor : null });
    return true;
  },
  async suspend({ suspensions, clock }, tx, { row, decisionId, actor }) {
    if (row.person_id === null) return false;
    const ends = await selectSuspensionEnds(tx, row.person_id, decisionId);
    const now = clock();
    const standing = ends.filter((until) => until === null || until > now);
    const until = standing.includes(null) ? null : Math.max(0, ...standing.map((end) => end ?? 0));
    await suspensions.reinstate(tx, row.person_id, standing.length > 0 ? { until } : null, actor);
    return true;
  },
  async takedown(deps, tx, { row, decisionId }) {
    await deps.photos.liftTakedown(tx, decisionId);
    await recordPhoto(deps, tx, 'photo.shown', null, row);
    return true;
  },
};

/** Does what a decision says, in an order in which nothing stands in the way of what follows. */
export async function act(
  deps: JudgingDeps,
  tx: Tx,
  deed: Deed,
  actions: readonly WantedAction[],
): Promise<void> {
  for (const kind of ['takedown', 'hide', 'remove', 'ban', 'suspend'] as const) {
    const action = actions.find((wanted) => wanted.kind === kind);
    if (action) await doers[kind](deps, tx, deed, action);
  }
}

/** Undoes one action; answers whether it is as if it had not been taken. */
export const undo = (
  deps: JudgingDeps,
  tx: Tx,
  deed: Omit<Deed, 'judge'>,
  kind: ActionKind,
): Promise<boolean> => undoers[kind](deps, tx, deed);
