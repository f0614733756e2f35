import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { showToast } from '@/components/toast';
import { unmarked } from '@/i18n';
import { api } from '@/lib/api';
import { formatDay } from '@/lib/format';
import { explain } from '@/lib/problems';
import { saveAs, saveBlob } from '@/lib/save-file.web';
import { parcelOf } from '@/lib/zip';
import { createPartedArchive } from '@/lib/zip-parts';
import { offsetOf } from './day';
import { setDownloadProgress } from './download-progress';
import { partsOf } from './live-photo';

const originalOf = ({ groupId, id }: Photo, query: { part?: 'motion' }, signal?: AbortSignal) =>
  api.getOriginal({ params: { groupId, photoId: id }, query }, signal ? { signal } : {});

async function fetchBlob(url: string, signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`The store answered ${response.status}`);
  return response.blob();
}

/** Saves the file under its own name, of a live photo both. Never rejects. */
export async function downloadOriginal(photo: Photo): Promise<void> {
  try {
    const [whole, film] = partsOf(photo);
    const { url, name } = await originalOf(photo, whole ?? {});
    saveAs(url, name);
    if (!film) return;
    // A second address that the page goes to would break off the first; the film is short enough to be held.
    const motion = await originalOf(photo, film);
    saveBlob(await fetchBlob(motion.url), motion.name);
  } catch (error) {
    showToast({ message: explain(error), tone: 'problem' });
  }
}

function saveArchive(blob: Blob, group: string, part: number | null): void {
  const date = formatDay(new Date());
  const name =
    part === null
      ? i18n.t('media.download.archive', { group, date })
      : i18n.t('media.download.archivePart', { group, date, part });
  saveBlob(blob, `${unmarked(name)}.zip`);
}

async function pack(
  group: string,
  photos: readonly Photo[],
  signal: AbortSignal,
  stop: () => void,
): Promise<void> {
  const archive = createPartedArchive((blob, part) => saveArchive(blob, group, part));
  for (const [done, photo] of photos.entries()) {
    setDownloadProgress({ done, count: photos.length, stop });
    const taken = new Date(Date.parse(photo.takenAt) + offsetOf(photo) * 60_000);
    for (const query of partsOf(photo)) {
      const { url, name } = await originalOf(photo, query, signal);
      await archive.add(name, parcelOf(await fetchBlob(url, signal)), taken);
    }
  }
  await archive.finish();
}

/** Saves originals: one as it is, more of them in a ZIP that is packed here, from the store. Never rejects. */
export async function downloadOriginals(group: string, photos: readonly Photo[]): Promise<void> {
  const [first, second] = photos;
  if (!first) return;
  if (!second) return downloadOriginal(first);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  try {
    await pack(group, photos, stopping.signal, stop);
    showToast({ message: i18n.t('media.download.packed', { count: photos.length }) });
  } catch {
    if (!stopping.signal.aborted) showToast({ message: i18n.t('media.download.failed'), tone: 'problem' });
  } finally {
    setDownloadProgress(null);
  }
}
