import type { OriginalPart, Photo } from '@wmory/contract';
import { motionFor, originalFor, type Relation } from './policy.ts';
import type { MotionColumns, PhotoRow, ShownMotion } from './store-photos.ts';

/** A photo that was read with its film, if it has one. */
type WithMotion = PhotoRow & MotionColumns;
type Film = ShownMotion & Pick<PhotoRow, 'id' | 'group_id'>;

/** The film; null: it is a still, or itself a video. */
function motionOf(row: WithMotion): Film | null {
  const { pairing_id: id, group_id, motion_state: state } = row;
  if (id === null || state === null) return null;
  return {
    id,
    group_id,
    state,
    sha256: row.motion_sha256 ?? '',
    size: row.motion_size ?? 0,
    mime_type: row.motion_mime_type ?? '',
    file_name: row.motion_file_name ?? '',
    tells_place: row.motion_tells_place ?? 0,
    shared_sha256: row.motion_shared_sha256,
  };
}

const partOf = ({ kind }: PhotoRow): OriginalPart => (kind === 'video' ? 'motion' : 'still');

/** The file that is asked for, and which bytes of it they get; null where the photo has none such. */
export function findFile(
  relation: Pick<Relation, 'added'>,
  row: WithMotion,
  part: OriginalPart | undefined,
): { file: WithMotion | Film; which: ReturnType<typeof originalFor> } | null {
  if (part === undefined || part === partOf(row)) return { file: row, which: originalFor(relation, row) };
  const film = part === 'motion' ? motionOf(row) : null;
  return film && { file: film, which: motionFor(relation, row, film) };
}

/** The files of a photo: its own, and a film as soon as they can save it. */
export function listFiles(relation: Pick<Relation, 'added'>, row: WithMotion): Photo['originals'] {
  const files: Photo['originals'] = [{ part: partOf(row), ...describe(row) }];
  const film = motionOf(row);
  const which = film && motionFor(relation, row, film);
  if (film && (which === 'original' || which === 'shared')) files.push({ part: 'motion', ...describe(film) });
  return files;
}

const describe = ({ file_name: name, mime_type: mimeType, size }: WithMotion | Film) => ({
  name,
  mimeType,
  size,
});
