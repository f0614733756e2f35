import type { Photo } from '@wmory/contract';
import { File, Paths } from 'expo-file-system';
import * as Sharing from 'expo-sharing';
import i18n from 'i18next';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { setDownloadProgress } from './download-progress';
import { partsOf } from './live-photo';

/** Fetches the original and hands it to the system's sheet, where it can be saved or sent; of a live photo one after the other. */
async function fetchAndShare(photo: Photo, signal?: AbortSignal): Promise<void> {
  for (const query of partsOf(photo)) if (!signal?.aborted) await fetchAndShareOne(photo, query, signal);
}

async function fetchAndShareOne(
  photo: Photo,
  query: { part?: 'motion' },
  signal: AbortSignal | undefined,
): Promise<void> {
  const params = { groupId: photo.groupId, photoId: photo.id };
  const { url, name } = await api.getOriginal({ params, query });
  const place = new File(Paths.cache, name.replace(/[/\\:]/g, '_'));
  const file = await File.downloadFileAsync(url, place, { idempotent: true, ...(signal ? { signal } : {}) });
  const original = photo.originals.find(({ part }) => part === query.part) ?? photo.originals[0];
  const mimeType = original?.mimeType;
  await Sharing.shareAsync(file.uri, mimeType ? { mimeType } : {});
}

/** Saves the file as it was uploaded, under its own name; both of a live photo. Never rejects. */
export async function downloadOriginal(photo: Photo): Promise<void> {
  try {
    await fetchAndShare(photo);
  } catch (error) {
    showToast({ message: explain(error), tone: 'problem' });
  }
}

/** Saves originals, one after the other. Never rejects. */
export async function downloadOriginals(_group: string, photos: readonly Photo[]): Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  try {
    for (const [done, photo] of photos.entries()) {
      if (signal.aborted) break;
      if (photos.length > 1)
        setDownloadProgress({ done, count: photos.length, stop: () => stopping.abort() });
      await fetchAndShare(photo, signal);
    }
  } catch {
    if (!signal.aborted) showToast({ message: i18n.t('media.download.failed'), tone: 'problem' });
  } finally {
    setDownloadProgress(null);
  }
}
