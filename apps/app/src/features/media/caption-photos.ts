import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { showPhotos } from './feed-cache';

/** Gives each photo its caption, one after the other; answers those that took it, and stops at the first that did not. */
async function saveCaptions(changes: readonly { photo: Photo; caption: string }[]): Promise<Photo[]> {
  const changed: Photo[] = [];
  try {
    for (const { photo, caption } of changes) {
      const { groupId, id } = photo;
      changed.push(await api.updatePhoto({ params: { groupId, photoId: id }, body: { caption } }));
    }
  } catch (error) {
    if (changed.length === 0) throw error;
  }
  const [first] = changed;
  if (first) showPhotos(first.groupId, changed);
  return changed;
}

const tellHowMany = (done: number, count: number) =>
  showToast({ message: i18n.t('media.select.captionsFailed', { done, count }), tone: 'problem' });

/** Gives photos one caption, and offers to undo it. Rejects as the API does, if it took none. */
export async function captionPhotos(photos: readonly Photo[], caption: string): Promise<void> {
  const before = photos.filter((photo) => photo.caption !== caption);
  const changed = await saveCaptions(before.map((photo) => ({ photo, caption })));
  if (changed.length < before.length) {
    tellHowMany(changed.length, before.length);
    return;
  }
  const undo = async () => {
    const back = await saveCaptions(before.map((photo) => ({ photo, caption: photo.caption }))).catch(
      () => [],
    );
    if (back.length < before.length) tellHowMany(back.length, before.length);
    else showToast({ message: i18n.t('media.select.captionsBack', { count: back.length }) });
  };
  showToast({
    message: i18n.t('media.select.captioned', { count: photos.length }),
    ...(before.length > 0 && { action: { title: i18n.t('common.undo'), onPress: () => void undo() } }),
  });
}
