import type { Photo } from '@wmory/contract';

export interface StageProps {
  photo: Photo;
  previous: Photo | null;
  next: Photo | null;
  /** Goes to a neighbour. */
  onStep: (by: -1 | 1) => void;
  /** A swipe down. */
  onClose: () => void;
  /** A tap that is nothing else. */
  onTap: () => void;
  /** The addresses of the photo do not work any more. */
  renew: () => void;
}
