import type { ImageType } from '../sniff.ts';
import { extensionBodies } from './extended-xmp.ts';
import { findLocatedFilm } from './film.ts';
import { findIptcLocations } from './iptc-location.ts';
import { blankChunk, findPackedMetadata, refreshChecksums } from './png-chunks.ts';
import { blankTiff, findLocatedTiffs } from './tiff-location.ts';
import { type Blank, findXmpLocations } from './xmp-location.ts';

/**
 * A copy of the file that no longer says where it was taken: same length, same pixels bit for bit, all other
 * metadata as it was. Null where the file says nothing of a place. Looks for GPS directories of EXIF, and for
 * coordinates and words for places in XMP and IPTC, in the photo as in pictures that hide in the file. Packed
 * metadata of a PNG and split ones of a JPEG that tell a place, or may, go whole, and so does a film behind a JPEG.
 *
 * @param place of the copy; `in-place` writes over the bytes that are given, for what is too large to have twice
 */
export function blankLocation(
  bytes: Buffer,
  type: ImageType,
  place: 'copy' | 'in-place' = 'copy',
): Buffer | null {
  const tiffs = findLocatedTiffs(bytes);
  const words = findWords(bytes);
  const packed = type === 'image/png' ? findPackedMetadata(bytes) : [];
  const chunks = packed.filter(({ content }) => content === null || tellsPlace(content));
  const bodies = type === 'image/jpeg' ? extensionBodies(bytes) : [];
  const split = bodies.length > 0 && tellsPlace(Buffer.concat(bodies));
  const film = type === 'image/jpeg' ? findLocatedFilm(bytes) : undefined;
  const whole = chunks.length + Number(split) + Number(film !== undefined);
  if (tiffs.length + words.length + whole === 0) return null;

  const copy = place === 'copy' ? Buffer.from(bytes) : bytes;
  for (const tiff of tiffs) blankTiff(copy, tiff);
  for (const { start, end } of words) copy.fill(' ', start, end);
  for (const chunk of chunks) blankChunk(copy, chunk);
  if (split) for (const body of extensionBodies(copy)) body.fill(' ');
  if (film !== undefined) copy.fill(0, film);
  if (type === 'image/png') refreshChecksums(copy);
  return copy;
}

const findWords = (bytes: Buffer): Blank[] => [...findXmpLocations(bytes), ...findIptcLocations(bytes)];

const tellsPlace = (bytes: Buffer): boolean => findLocatedTiffs(bytes).length + findWords(bytes).length > 0;
