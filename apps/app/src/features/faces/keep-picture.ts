import { api } from '@/lib/api';
import { dropPicture, pictureAt } from './choose-picture';
import { centred } from './crop';
import { makeSquare } from './make-square';

/** The person's picture as it is seen now, to be sent again; null where it cannot be had. */
export async function keepPicture(): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    // The address that is known may have ended.
    const { avatarUrl } = await api.getMe();
    if (!avatarUrl) return null;
    const picture = await pictureAt(avatarUrl);
    const square = makeSquare(picture, centred);
    return await square.finally(() => dropPicture(picture));
  } catch {
    return null;
  }
}
