import type { Photo, VariantName } from '@wmory/contract';
import { type Clock, toMoment } from '../../clock.ts';
import type { Storage } from '../../storage/port.ts';
import { originalKey, sharedKey, VARIANT_TYPE, variantKey } from './keys.ts';
import { listFiles } from './live-photo.ts';
import {
  hiddenStateOf,
  isTakenDown,
  maySeeLocation,
  photoAbilities,
  type Relation,
  readExpiry,
  relationOf,
  type Viewer,
} from './policy.ts';
import type { NamedPhotoRow, PhotoRow } from './store-photos.ts';

export interface Signing {
  storage: Pick<Storage, 'signRead'>;
  clock: Clock;
}

/** A signed, short-lived address of one variant. */
export const signVariant = (
  { storage, clock }: Signing,
  photo: { group_id: string; id: string },
  name: VariantName,
): string =>
  storage.signRead({
    key: variantKey(photo, name),
    contentType: VARIANT_TYPE,
    expiresAt: readExpiry(clock()),
  }).url;

/** A signed, short-lived address that saves a photo's or film's original, or the copy for others, under its own name. */
export function signOriginal(
  { storage, clock }: Signing,
  photo: Pick<PhotoRow, 'group_id' | 'id' | 'mime_type' | 'file_name'>,
  which: 'original' | 'shared',
): { url: string; expiresAt: string } {
  const expiresAt = readExpiry(clock());
  const { url } = storage.signRead({
    key: which === 'original' ? originalKey(photo) : sharedKey(photo),
    contentType: photo.mime_type,
    downloadName: photo.file_name,
    expiresAt,
  });
  return { url, expiresAt: toMoment(expiresAt) };
}

/**
 * An address of nothing, signed as those of photos are: while it stays the same, theirs do. It changes with the step of
 * time, the store's keys and where the store is.
 */
export const signNothing = (signing: Signing): string =>
  signVariant(signing, { group_id: 'none', id: 'none' }, 'thumb');

/** The photo as one member of its group sees it. */
export const presentPhoto = (signing: Signing, viewer: Viewer, row: NamedPhotoRow): Photo =>
  presentAs(signing, relationOf(viewer, row), row);

/** The photo as everyone sees it who is that to it. */
export function presentAs(signing: Signing, relation: Relation, row: Omit<NamedPhotoRow, 'asked'>): Photo {
  const located = row.latitude !== null && row.longitude !== null && maySeeLocation(relation, row);
  const takenDown = isTakenDown(row);
  return {
    id: row.id,
    groupId: row.group_id,
    kind: row.kind,
    state: row.state,
    failure: row.failure,
    uploader: row.given_at === null ? { id: row.uploader_id, name: row.uploader_name } : null,
    caption: row.caption,
    width: row.width,
    height: row.height,
    takenAt: toMoment(row.taken_at),
    takenAtOffset: row.taken_offset,
    addedAt: toMoment(row.added_at),
    trashedAt: row.trashed_at === null ? null : toMoment(row.trashed_at),
    hidden: hiddenStateOf(row.hidden_level),
    leavesAt: row.leaves_at === null ? null : toMoment(row.leaves_at),
    duration: row.duration_ms,
    camera: row.camera,
    location: located ? { latitude: row.latitude ?? 0, longitude: row.longitude ?? 0 } : null,
    thumbhash: takenDown ? null : row.thumbhash,
    originals: listFiles(relation, row),
    urls:
      row.state === 'ready' && !takenDown
        ? { thumb: signVariant(signing, row, 'thumb'), preview: signVariant(signing, row, 'preview') }
        : null,
    abilities: photoAbilities(relation, row),
  };
}
