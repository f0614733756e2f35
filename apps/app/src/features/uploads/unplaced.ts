import { create } from 'zustand';
import type { Candidate } from './candidate';
import { photosAmong } from './offer';
import { dropSharedFiles } from './shared-files';

/** Photos of which it is not clear yet which group they are for; null: none. */
export const useUnplaced = create<{ photos: Candidate[] | null }>(() => ({ photos: null }));

/** Asks which group the files are for. */
export function placeFiles(candidates: readonly Candidate[]): void {
  const photos = photosAmong(candidates);
  if (photos.length > 0) useUnplaced.setState({ photos });
}

/** They have found their group, or will not. */
export function settleUnplaced(): void {
  useUnplaced.setState({ photos: null });
  void dropSharedFiles();
}
