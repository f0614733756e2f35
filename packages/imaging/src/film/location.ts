import { ImagingError } from '../errors.ts';
import { type Box, boxesIn } from './boxes.ts';
import type { FilmSource } from './ffmpeg.ts';
import { chunkRanges } from './tables.ts';

/** Bytes from `start` up to `end` that are to be nothing: a box becomes a free one, other bytes zeros. */
export interface Blank {
  readonly start: number;
  readonly end: number;
  readonly box: boolean;
}

/** Bytes of a table that are read: a day of film has less. */
const MAX_TABLE = 16 * 1024 * 1024;
const MAX_BOXES = 20_000;
const XMP_UUID = Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex');
/** Boxes that are of places, by QuickTime, 3GPP and GoPro. */
const PLACES = new Set(['\xa9xyz', 'loci', 'GPMF']);
const NAMES_PLACE = /location|gps|latitude|longitude/i;
const CONTAINERS = new Set(['moov', 'udta']);
/** Tracks of what is seen and heard; of others it is asked what they hold. */
const PLAIN_TRACKS = new Set(['vide', 'soun', 'tmcd', 'clcp']);
/** What is read: drones write where they are into subtitles. */
const TEXT_TRACKS = new Set(['text', 'sbtl', 'subt']);

/**
 * What has to be blanked for a film to say nothing of where it was made: atoms and metadata of places, XMP that names one, and
 * tracks of places (Apple, Google, GoPro, DJI), and what no box holds. Throws ImagingError: `type-unsupported` where it cannot be
 * blanked, as a track of places in fragments, `corrupt` for boxes without end and tables that contradict each other.
 */
export function findLocations(source: FilmSource): Blank[] {
  const blanks: Blank[] = [];
  let boxes = 0;
  let fragments = false;
  let tracks = false;

  const read = ({ body, end }: Pick<Box, 'body' | 'end'>): Buffer => {
    const bytes = Buffer.alloc(Math.max(0, Math.min(end, source.size, body + MAX_TABLE) - body));
    return bytes.subarray(0, source.read(bytes, body));
  };
  const drop = ({ start, end }: Box): void => {
    blanks.push({ start, end, box: true });
  };
  function* childrenOf({ body, end }: Pick<Box, 'body' | 'end'>): Generator<Box> {
    for (const box of boxesIn(source, body, end)) {
      if (++boxes > MAX_BOXES) throw new ImagingError('corrupt', 'a film of too many boxes');
      yield box;
    }
  }
  function find(box: Box, ...path: string[]): Box | undefined {
    const [type, ...rest] = path;
    if (type === undefined) return box;
    for (const child of childrenOf(box)) {
      const found = child.type === type ? find(child, ...rest) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  function walk(box: Box, depth = 0): void {
    if (PLACES.has(box.type)) drop(box);
    else if (isXmp(box) && NAMES_PLACE.test(read(box).toString('latin1'))) drop(box);
    else if (box.type === 'meta') walkMeta(box);
    else if (box.type === 'trak') walkTrack(box, depth);
    else if (CONTAINERS.has(box.type) && depth < 4)
      for (const child of childrenOf(box)) walk(child, depth + 1);
  }

  const isXmp = (box: Box): boolean =>
    box.type === 'XMP_' || (box.type === 'uuid' && read(box).subarray(0, 16).equals(XMP_UUID));

  /** Keys are named in one box; what they stand for is in another, by number. */
  function walkMeta(box: Box): void {
    // QuickTime's has no version before its first box, MP4's has.
    const version = find(box, 'hdlr') ? 0 : 4;
    const inside = [...childrenOf({ body: box.body + version, end: box.end })];
    const keys = inside.find(({ type }) => type === 'keys');
    const located = new Set(keys ? keysOfPlaces(read(keys)) : []);
    for (const list of inside.filter(({ type }) => type === 'ilst'))
      for (const item of childrenOf(list))
        if (PLACES.has(item.type) || located.has(Buffer.from(item.type, 'latin1').readUInt32BE())) drop(item);
    for (const child of inside) if (PLACES.has(child.type) || isXmp(child)) walk(child);
  }

  function walkTrack(track: Box, depth: number): void {
    if (isHarmless(track)) {
      for (const child of childrenOf(track))
        if (child.type === 'udta' || child.type === 'meta') walk(child, depth);
      return;
    }
    tracks = true;
    drop(track);
    for (const [start, end] of chunksOf(track))
      blanks.push({ start, end: Math.min(end, source.size), box: false });
  }

  function chunksOf(track: Box): Generator<[number, number]> {
    const table = (type: string): Buffer | null => {
      const box = find(track, 'mdia', 'minf', 'stbl', type);
      if (box && box.end - box.body > MAX_TABLE) throw new ImagingError('corrupt', `${type} is too long`);
      return box ? read(box) : null;
    };
    const wide = table('co64');
    return chunkRanges({
      offsets: wide ?? table('stco') ?? Buffer.alloc(0),
      offsetSize: wide ? 8 : 4,
      sizes: table('stsz') ?? Buffer.alloc(0),
      chunks: table('stsc') ?? Buffer.alloc(0),
    });
  }

  function isHarmless(track: Box): boolean {
    const handler = find(track, 'mdia', 'hdlr');
    const kind = handler ? read(handler).toString('latin1', 8, 12) : '';
    if (PLAIN_TRACKS.has(kind)) return true;
    if (TEXT_TRACKS.has(kind))
      return [...chunksOf(track)].every(
        ([body, end]) => !NAMES_PLACE.test(read({ body, end }).toString('latin1')),
      );
    // Apple's metadata tracks name their keys in their description; of any other kind nothing is known.
    const description = find(track, 'mdia', 'minf', 'stbl', 'stsd');
    const bytes = description ? read(description) : Buffer.alloc(0);
    return bytes.toString('latin1', 12, 16) === 'mebx' && !NAMES_PLACE.test(bytes.toString('latin1'));
  }

  let end = 0;
  for (const box of childrenOf({ body: 0, end: source.size })) {
    fragments ||= box.type === 'moof';
    walk(box);
    end = box.end;
  }
  if (fragments && tracks)
    throw new ImagingError('type-unsupported', 'its places are in fragments, and cannot be taken out');
  // Cameras of the round kind write theirs behind the film; what was cut off within its pictures is not that.
  if (end < source.size && read({ body: end + 4, end: end + 8 }).toString('latin1') !== 'mdat')
    blanks.push({ start: end, end: source.size, box: false });
  return blanks;
}

/** The film with the blanks in it: as long as before, and everything else where it was. */
export function withBlanks(source: FilmSource, blanks: readonly Blank[]): FilmSource {
  return {
    size: source.size,
    read(into, position) {
      const length = source.read(into, position);
      const lay = (start: number, end: number, byteAt: (at: number) => number): void => {
        for (let at = Math.max(start, position); at < Math.min(end, position + length); at++)
          into[at - position] = byteAt(at);
      };
      for (const { start, end, box } of blanks) {
        lay(box ? start + FREE.length + 4 : start, end, () => 0);
        if (box) lay(start + 4, start + 4 + FREE.length, (at) => FREE[at - start - 4] ?? 0);
      }
      return length;
    },
  };
}

const FREE = Buffer.from('free');

/** The numbers, from 1, of the keys of a `keys` box that are of places. */
function keysOfPlaces(bytes: Buffer): number[] {
  const found: number[] = [];
  for (let at = 8, index = 1; at + 8 <= bytes.length; index++) {
    const size = bytes.readUInt32BE(at);
    if (size < 8) break;
    if (NAMES_PLACE.test(bytes.toString('latin1', at + 8, at + size))) found.push(index);
    at += size;
  }
  return found;
}
