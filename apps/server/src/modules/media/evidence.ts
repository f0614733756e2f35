import type { Evidence } from '@wmory/contract';
import type { Tx } from '../../db/index.ts';
import { ObjectChanged } from '../../storage/port.ts';
import type { MediaDeps } from './deps.ts';
import {
  evidenceKey,
  isReplaced,
  type ObjectName,
  objectNames,
  photoKey,
  sharedKey,
  VARIANT_TYPE,
} from './keys.ts';
import { EVIDENCE_WAIT, motionFor, originalFor, readExpiry } from './policy.ts';
import {
  deleteEvidence,
  type EvidenceRow,
  insertEvidence,
  selectDueEvidence,
  selectEvidence,
  updateEvidence,
} from './store-evidence.ts';
import { selectMotionsOf } from './store-motions.ts';
import { oweDeletions } from './store-objects.ts';
import { type PhotoRow, selectPhotoState } from './store-photos.ts';

type EvidenceDeps = Pick<MediaDeps, 'clock' | 'database' | 'storage' | 'log'>;

const BATCH = 50;

/** Which objects of a photo there are, or will be once it is processed. */
function objectsOf(photo: PhotoRow): ObjectName[] {
  if (photo.state === 'failed') return ['original'];
  return objectNames.filter((name) =>
    name === 'original'
      ? !isReplaced(photo)
      : name !== 'shared' || photo.state === 'processing' || photo.shared_sha256 !== null,
  );
}

/** Owes copies of all that there is of a photo, for a case; a sweep makes them. */
export async function oweEvidence(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  caseId: string,
  photo: PhotoRow,
): Promise<void> {
  const now = clock();
  // As somebody sees it who did not upload it: the place is for its uploader alone.
  const [stranger, shown] = [{ added: false }, { ...photo, hidden_level: 0 }];
  const forOthers = originalFor(stranger, shown);
  const common = { case_id: caseId, photo_id: photo.id, state: 'owed', due_at: now, tries: 0 } as const;
  const films = await selectMotionsOf(tx, [photo]);
  await insertEvidence(tx, [
    ...objectsOf(photo).map((name) => ({
      ...common,
      object_key: evidenceKey(caseId, name),
      source_key: photoKey(photo, name),
      content_type: name === 'original' || name === 'shared' ? photo.mime_type : VARIANT_TYPE,
      viewable: name !== 'original' || forOthers === 'original' ? 1 : 0,
      created_at: now,
    })),
    ...films.map((film) => ({
      ...common,
      // By the film's own id: while the copy is owed, its file is wanted.
      photo_id: film.id,
      object_key: evidenceKey(caseId, 'motion'),
      source_key: film.shared_sha256 === null ? film.storage_key : sharedKey(film),
      content_type: film.mime_type,
      viewable: ['original', 'shared'].includes(motionFor(stranger, shown, film)) ? 1 : 0,
      created_at: now,
    })),
  ]);
}

/** Forgets the evidence of a case and owes its deletion. */
export async function dropEvidence(
  { clock }: Pick<MediaDeps, 'clock'>,
  tx: Tx,
  caseId: string,
): Promise<void> {
  await oweDeletions(tx, await deleteEvidence(tx, caseId), clock());
}

/** The sweep that copies one batch of what is owed. */
export async function keepEvidence(deps: EvidenceDeps): Promise<number> {
  const due = await selectDueEvidence(deps.database, deps.clock(), BATCH);
  for (const row of due) await keepOne(deps, row);
  return due.length;
}

async function keepOne({ database, storage, clock, log }: EvidenceDeps, row: EvidenceRow): Promise<void> {
  const postponed = { due_at: clock() + EVIDENCE_WAIT, tries: row.tries + 1 };
  try {
    const source = await storage.head(row.source_key);
    if (!source) {
      // What the processor makes is waited for as long as it may come.
      const state = await selectPhotoState(database, row.photo_id);
      await updateEvidence(database, row, state === 'processing' ? postponed : { state: 'missing' });
      return;
    }
    await storage.copy(source, { key: row.object_key, contentType: row.content_type });
    await updateEvidence(database, row, { state: 'kept' });
  } catch (error) {
    if (!(error instanceof ObjectChanged))
      log.warn({ err: error, caseId: row.case_id }, 'evidence could not be copied; it will be tried again');
    await updateEvidence(database, row, postponed);
  }
}

/** Signed, short-lived addresses of the evidence of a case; null where it has none. */
export async function viewEvidence(
  { database, storage, clock }: Pick<MediaDeps, 'database' | 'storage' | 'clock'>,
  caseId: string,
): Promise<Evidence | null> {
  const rows = await selectEvidence(database, caseId);
  if (rows.length === 0) return null;
  const kept = new Map(
    rows.flatMap((row) => (row.state === 'kept' && row.viewable === 1 ? [[row.object_key, row]] : [])),
  );
  const sign = (name: ObjectName | 'motion') => {
    const row = kept.get(evidenceKey(caseId, name));
    if (!row) return null;
    const { object_key: key, content_type: contentType } = row;
    return storage.signRead({ key, contentType, expiresAt: readExpiry(clock()) }).url;
  };
  const [thumb, preview, motion] = [sign('thumb'), sign('preview'), sign('motion')];
  const file = sign('shared') ?? sign('original');
  const owed = rows.some(({ state }) => state === 'owed');
  return {
    state: thumb || preview || file ? 'kept' : owed ? 'owed' : 'missing',
    urls: thumb && preview ? { thumb, preview } : null,
    file,
    motion,
  };
}
