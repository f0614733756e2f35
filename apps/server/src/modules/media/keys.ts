import { VariantName } from '@wmory/contract';

/**
 * Where objects are. A key names the row it belongs to, so that whether an object is still wanted is a look-up
 * by primary key.
 */
export const incomingKey = (uploadId: string): string => `incoming/${uploadId}`;

/** The objects of one photo. */
export const objectNames = ['original', 'shared', ...VariantName.options] as const;
export type ObjectName = (typeof objectNames)[number];

interface PhotoIds {
  group_id: string;
  id: string;
}

export const photoKey = ({ group_id, id }: PhotoIds, name: ObjectName): string =>
  `media/${group_id}/${id}/${name}`;

export const originalKey = (photo: PhotoIds): string => photoKey(photo, 'original');

/** The original without the place, where it tells one. */
export const sharedKey = (photo: PhotoIds): string => photoKey(photo, 'shared');

/** Whether the copy without the place is all that is left of the file. */
export const isReplaced = (photo: PhotoIds & { storage_key: string }): boolean =>
  photo.storage_key === sharedKey(photo);

export const variantKey = (photo: PhotoIds, name: VariantName): string => photoKey(photo, name);

export const variantKeys = (photo: PhotoIds): string[] =>
  VariantName.options.map((name) => variantKey(photo, name));

/** All that the processor may have put. */
export const derivedKeys = (photo: PhotoIds): string[] => [...variantKeys(photo), sharedKey(photo)];

/** What every variant is; `packages/imaging` makes them so. */
export const VARIANT_TYPE = 'image/webp';

/** Bytes of one variant, at most: far above what noise of 1600 pixels comes to. */
export const MAX_VARIANT_SIZE = 8 * 1024 * 1024;

/** In the place of a group: what is below is a person's picture each, named as variants of photos are. */
const AVATARS = 'avatars';
export const avatarIds = (id: string): PhotoIds => ({ group_id: AVATARS, id });

/** What of a photo is copied for a case: its objects, and the film of a live photo. */
const evidenceNames = [...objectNames, 'motion'] as const;

/** Where the copy of an object for a case is. */
export const evidenceKey = (caseId: string, name: (typeof evidenceNames)[number]): string =>
  `evidence/${caseId}/${name}`;

type Owner =
  | { uploadId: string }
  | { avatarId: string }
  | { groupId: string; photoId: string }
  | { evidenceKey: string };

/** The row that a key names; null where none can. */
export function ownerOf(key: string): Owner | null {
  const [root, first = '', photoId = '', name, ...rest] = key.split('/');
  if (root === 'incoming' && first && photoId === '') return { uploadId: first };
  const isKnown = (text = '') => objectNames.some((known) => known === text);
  const isEvidence = evidenceNames.some((known) => known === photoId);
  if (root === 'evidence' && first && isEvidence && name === undefined) return { evidenceKey: key };
  // Once it is ready, its thumbnail is all there is of a person's picture.
  if (root === 'media' && first === AVATARS)
    return name === 'thumb' && rest.length === 0 ? { avatarId: photoId } : null;
  return root === 'media' && isKnown(name) && rest.length === 0 ? { groupId: first, photoId } : null;
}
