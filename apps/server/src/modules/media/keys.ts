import { VariantName } from '@wmory/contract';

/**
 * Where objects are. A key names the row it belongs to, so that whether an object is still wanted is a look-up
 * by primary key.
 */
export const incomingKey = (uploadId: string): string => `incoming/${uploadId}`;

interface PhotoIds {
  group_id: string;
  id: string;
}

const photoKey = ({ group_id, id }: PhotoIds, name: 'original' | 'shared' | VariantName): string =>
  `media/${group_id}/${id}/${name}`;

export const originalKey = (photo: PhotoIds): string => photoKey(photo, 'original');

/** The original without the place, where it tells one. */
export const sharedKey = (photo: PhotoIds): string => photoKey(photo, 'shared');

export const variantKey = (photo: PhotoIds, name: VariantName): string => photoKey(photo, name);

export const variantKeys = (photo: PhotoIds): string[] =>
  VariantName.options.map((name) => variantKey(photo, name));

/** All that the processor may have put. */
export const derivedKeys = (photo: PhotoIds): string[] => [...variantKeys(photo), sharedKey(photo)];

/** What every variant is; `packages/imaging` makes them so. */
export const VARIANT_TYPE = 'image/webp';

/** Bytes of one variant, at most: far above what noise of 1600 pixels comes to. */
export const MAX_VARIANT_SIZE = 8 * 1024 * 1024;

/** The row that a key names; null where none can. */
export function ownerOf(key: string): { uploadId: string } | { groupId: string; photoId: string } | null {
  const [root, first = '', photoId = '', name, ...rest] = key.split('/');
  if (root === 'incoming' && first && photoId === '') return { uploadId: first };
  const known =
    name === 'original' || name === 'shared' || VariantName.options.some((variant) => variant === name);
  return root === 'media' && known && rest.length === 0 ? { groupId: first, photoId } : null;
}
