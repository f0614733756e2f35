import type { Photo } from '@wmory/contract';
import { File, Paths } from 'expo-file-system';
import * as Sharing from 'expo-sharing';
import i18n from 'i18next';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';
import { setDownloadProgress } from './download-progress';

/** Fetches the original and hands it to the system's sheet, where it can be saved or sent. */
async function fetchAndShare(photo: Photo, signal?: AbortSignal): Promise<void> {
  const { url, name } = await api.getOriginal({ params: { groupId: photo.groupId, photoId: photo.id } });
  const place = new File(Paths.cache, name.replace(/[/\\:]/g, '_'));
  const file = await File.downloadFileAsync(url, place, { idempotent: true, ...(signal ? { signal } : {}) });
  const mimeType = photo.originals[0]?.mimeType;
  await Sharing.shareAsync(file.uri, mimeType ? { mimeType } : {});
}

/** Saves the file as it was uploaded, under its own name. Never rejects. */
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
