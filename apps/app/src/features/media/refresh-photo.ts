import { api } from '@/lib/api';
import { isProblem } from '@/lib/problems';
import { hidePhotos, showPhotos, staleGroup } from './feed-cache';

/** Asks how one photo is by now, and shows it so wherever it is shown; or takes it away. Never rejects. */
export async function refreshPhoto(groupId: string, photoId: string): Promise<void> {
  try {
    showPhotos(groupId, [await api.getPhoto({ params: { groupId, photoId } })]);
  } catch (error) {
    if (isProblem(error, 'not-found')) hidePhotos(groupId, [photoId]);
  }
  staleGroup(groupId);
}
