import { MAX_BATCH, type Photo } from '@wmory/contract';
import i18n from 'i18next';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { hidePhotos, showPhotos, staleGroup } from './feed-cache';

/** Calls with as many ids at a time as the API takes; answers what came back. */
async function inBatches(
  ids: readonly string[],
  call: (photoIds: string[]) => Promise<{ photoIds: string[] }>,
): Promise<Set<string>> {
  const done = new Set<string>();
  for (let at = 0; at < ids.length; at += MAX_BATCH) {
    const { photoIds } = await call(ids.slice(at, at + MAX_BATCH));
    for (const id of photoIds) done.add(id);
  }
  return done;
}

const refuse = (error: unknown) => showToast({ message: explain(error), tone: 'problem' });

/** Takes photos out of the trash and shows them again; answers the ids that came back. Never rejects. */
export async function restorePhotos(groupId: string, photos: readonly Photo[]): Promise<Set<string>> {
  try {
    const back = await inBatches(
      photos.map(({ id }) => id),
      (photoIds) => api.restorePhotos({ params: { groupId }, body: { photoIds } }),
    );
    const shown = photos.filter(({ id }) => back.has(id));
    showPhotos(
      groupId,
      shown.map((photo) => ({
        ...photo,
        trashedAt: null,
        abilities: { ...photo.abilities, edit: photo.abilities.trash },
      })),
    );
    const missing = photos.length - shown.length;
    if (missing > 0) showToast({ message: i18n.t('media.notRestored', { count: missing }), tone: 'problem' });
    if (shown.length > 0) showToast({ message: i18n.t('media.restored', { count: shown.length }) });
    return back;
  } catch (error) {
    refuse(error);
    return new Set();
  } finally {
    staleGroup(groupId);
  }
}

/** Puts photos in the trash, those that the person may; offers to undo it. Never rejects. */
export async function trashPhotos(groupId: string, photos: readonly Photo[]): Promise<void> {
  const own = photos.filter(({ abilities }) => abilities.trash);
  if (own.length === 0) return;
  const ids = own.map(({ id }) => id);
  hidePhotos(groupId, ids);
  try {
    await inBatches(ids, (photoIds) => api.trashPhotos({ params: { groupId }, body: { photoIds } }));
    const left = photos.length - own.length;
    const message = i18n.t('media.trashed', { count: own.length });
    showToast({
      message: left > 0 ? `${message}. ${i18n.t('media.partlyYours', { count: left })}` : message,
      action: { title: i18n.t('common.undo'), onPress: () => void restorePhotos(groupId, own) },
    });
  } catch (error) {
    showPhotos(groupId, own);
    refuse(error);
  }
  staleGroup(groupId);
}

/** Deletes photos in the trash for good; answers the ids that went. Rejects as the API does. */
export async function purgePhotos(groupId: string, photos: readonly Photo[]): Promise<void> {
  const ids = photos.map(({ id }) => id);
  const gone = await inBatches(ids, (photoIds) =>
    api.purgePhotos({ params: { groupId }, body: { photoIds } }),
  );
  showToast({ message: i18n.t('media.trash.purged', { count: gone.size }) });
  staleGroup(groupId);
}
