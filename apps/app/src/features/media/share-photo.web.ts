import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { explain } from '@/lib/problems';

/** Whether the system has a sheet that takes this photo's file. */
export function canSharePhoto({ originals, abilities }: Photo): boolean {
  const type = originals[0]?.mimeType;
  if (!type || !abilities.download || typeof navigator.canShare !== 'function') return false;
  return navigator.canShare({ files: [new File([], `photo.${type.split('/')[1]}`, { type })] });
}

const isError = (error: unknown, name: string): boolean =>
  error instanceof DOMException && error.name === name;

/** Fetches the original and hands it to the system's sheet. Never rejects. */
export async function sharePhoto(photo: Photo): Promise<void> {
  try {
    const { url, name } = await api.getOriginal({ params: { groupId: photo.groupId, photoId: photo.id } });
    const response = await fetch(url);
    if (!response.ok) throw new Error(`The store answered ${response.status}`);
    const type = photo.originals[0]?.mimeType ?? '';
    const file = new File([await response.blob()], name, { type });
    const open = () => navigator.share({ files: [file] });
    await open().catch((error: unknown) => {
      if (!isError(error, 'NotAllowedError')) throw error;
      // It took longer than a browser remembers the press.
      const again = () => void open().catch(() => {});
      showToast({
        message: i18n.t('media.viewer.shareReady'),
        action: { title: i18n.t('media.viewer.share'), onPress: again },
      });
    });
  } catch (error) {
    if (!isError(error, 'AbortError')) showToast({ message: explain(error), tone: 'problem' });
  }
}
