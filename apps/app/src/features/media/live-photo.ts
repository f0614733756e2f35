import type { Photo } from '@wmory/contract';

type Original = Photo['originals'][number];

/** The film of a live photo; null of what is none. */
export const filmOf = ({ kind, originals }: Photo): Original | null =>
  kind === 'image' ? (originals.find(({ part }) => part === 'motion') ?? null) : null;

/** What to ask for to have all files of a photo: the one that stands for it, then the film of a live photo. */
export const partsOf = (photo: Photo): { part?: 'motion' }[] =>
  filmOf(photo) ? [{}, { part: 'motion' }] : [{}];
