import { Share } from 'react-native';

/** Whether this system has a sheet to share with. */
export const canShare = (): boolean => true;

/** Opens the system's sheet to share a text with a link; resolves also when the person closes it. */
export async function share(text: string, _url: string): Promise<void> {
  await Share.share({ message: text }).catch(() => {});
}
