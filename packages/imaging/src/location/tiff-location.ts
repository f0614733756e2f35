/** A place in the file where an EXIF block says where the photo was taken. */
export interface LocatedTiff {
  /** Of the TIFF header, in bytes from the start of the file. */
  readonly at: number;
  readonly littleEndian: boolean;
}

/** What a block begins with: by itself, or where files announce it, which lets some readers skip the check of its version. */
const SIGNS = ['II*\0', 'MM\0*', 'Exif\0\0'].map((sign) => Buffer.from(sign, 'latin1'));
const ANNOUNCED = 6;
const MAKE = 0x010f;
const EXIF_POINTER = 0x8769;
const GPS_POINTER = 0x8825;
const MAKER_NOTE = 0x927c;
const ENTRY_SIZE = 12;
/** Bytes of one value by its TIFF type (TIFF 6.0, section 2; 13 is a pointer). */
const TYPE_SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
/** More than any camera writes: a count above it is damaged, and what it spans is more than a directory. */
const MAX_ENTRIES = 512;
const KNOWN = new Set([MAKE, EXIF_POINTER, GPS_POINTER, MAKER_NOTE]);
/** Pointers to GPS that one block can have, all copies counted. */
const MAX_POINTERS = 64;
const MAX_CHAIN = 8;
const MAX_HEADERS = 4096;
/** Bytes that the values of one directory may take. */
const MAX_VALUES = 1 << 20;

/**
 * Finds every EXIF block that has a GPS directory, wherever it is: in the photo, in its preview, or in a second
 * picture behind it. The file's own structure is not followed, so one way holds for all formats.
 */
export function findLocatedTiffs(bytes: Buffer): LocatedTiff[] {
  const found = new Map<number, LocatedTiff>();
  for (const sign of SIGNS) {
    let next = bytes.indexOf(sign);
    for (let seen = 0; next >= 0 && seen < MAX_HEADERS; seen++) {
      const at = sign.length === ANNOUNCED ? next + ANNOUNCED : next;
      const order = bytes.toString('latin1', at, at + 2);
      const tiff = { at, littleEndian: order === 'II' };
      const isTiff = order === 'II' || order === 'MM';
      if (isTiff && directories(bytes, tiff).some(({ tags }) => tags.has(GPS_POINTER))) found.set(at, tiff);
      next = bytes.indexOf(sign, next + sign.length);
    }
  }
  return [...found.values()];
}

/**
 * Takes the GPS directory out of an EXIF block, in place: the pointers to it go, its bytes and values become zeros.
 * So do the notes of makers other than Apple, some of which tell the place once more in their own way.
 */
export function blankTiff(bytes: Buffer, tiff: LocatedTiff): void {
  const isApple = makeOf(bytes, tiff) === 'Apple';
  for (const { tags } of directories(bytes, tiff)) {
    const note = tags.get(MAKER_NOTE);
    if (note !== undefined && !isApple) blankValue(bytes, tiff, note);
  }
  for (let removed = 0; removed < MAX_POINTERS; removed++) {
    const pointing = directories(bytes, tiff).find(({ tags }) => tags.has(GPS_POINTER));
    const pointer = pointing?.tags.get(GPS_POINTER);
    if (!pointing || pointer === undefined) return;
    const gps = u32(bytes, tiff, pointer + 8);
    removeEntry(bytes, tiff, pointing.at, pointer);
    if (gps !== undefined) blankDirectory(bytes, tiff, tiff.at + gps);
  }
}

interface Directory {
  /** Where it begins in the file. */
  at: number;
  /** Where the entry of each tag that matters is. */
  tags: Map<number, number>;
}

/** The directories that may point to GPS: the main ones in their chain, and the one of EXIF below each. */
function directories(bytes: Buffer, tiff: LocatedTiff): Directory[] {
  const found: Directory[] = [];
  let next = u32(bytes, tiff, tiff.at + 4);
  while (next !== undefined && next >= 8 && found.length < MAX_CHAIN) {
    const directory = readDirectory(bytes, tiff, tiff.at + next);
    if (!directory) break;
    found.push(directory);
    const exif = directory.tags.get(EXIF_POINTER);
    const offset = exif === undefined ? undefined : u32(bytes, tiff, exif + 8);
    const below = offset === undefined ? undefined : readDirectory(bytes, tiff, tiff.at + offset);
    if (below) found.push(below);
    const count = u16(bytes, tiff, directory.at) ?? 0;
    next = u32(bytes, tiff, directory.at + 2 + count * ENTRY_SIZE);
  }
  return found;
}

function readDirectory(bytes: Buffer, tiff: LocatedTiff, at: number): Directory | undefined {
  const count = u16(bytes, tiff, at);
  if (count === undefined || count === 0) return undefined;
  const tags = new Map<number, number>();
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * ENTRY_SIZE;
    const tag = u16(bytes, tiff, entry);
    if (tag === undefined || entry + ENTRY_SIZE > bytes.length) break;
    if (KNOWN.has(tag)) tags.set(tag, entry);
  }
  return { at, tags };
}

function makeOf(bytes: Buffer, tiff: LocatedTiff): string | undefined {
  for (const { tags } of directories(bytes, tiff)) {
    const entry = tags.get(MAKE);
    const range = entry === undefined ? undefined : valueRange(bytes, tiff, entry);
    if (range) return bytes.toString('latin1', range.start, range.end).replace(/\0.*$/s, '').trim();
  }
  return undefined;
}

/** Those behind it, and the address of the next directory, move up; so the directory stays whole. */
function removeEntry(bytes: Buffer, tiff: LocatedTiff, directory: number, entry: number): void {
  const count = u16(bytes, tiff, directory) ?? 0;
  if (count > MAX_ENTRIES) {
    bytes.fill(0, entry, entry + ENTRY_SIZE);
    return;
  }
  const end = Math.min(directory + 2 + count * ENTRY_SIZE + 4, bytes.length);
  bytes.copyWithin(entry, entry + ENTRY_SIZE, end);
  bytes.fill(0, Math.max(entry, end - ENTRY_SIZE), end);
  if (tiff.littleEndian) bytes.writeUInt16LE(count - 1, directory);
  else bytes.writeUInt16BE(count - 1, directory);
}

function blankDirectory(bytes: Buffer, tiff: LocatedTiff, at: number): void {
  const directory = readDirectory(bytes, tiff, at);
  if (!directory) return;
  const count = Math.min(u16(bytes, tiff, at) ?? 0, MAX_ENTRIES);
  for (let index = 0; index < count; index++) blankValue(bytes, tiff, at + 2 + index * ENTRY_SIZE);
  bytes.fill(0, at, Math.min(at + 2 + count * ENTRY_SIZE + 4, bytes.length));
}

function blankValue(bytes: Buffer, tiff: LocatedTiff, entry: number): void {
  const range = valueRange(bytes, tiff, entry);
  if (range && range.end - range.start <= MAX_VALUES) bytes.fill(0, range.start, range.end);
}

/** Where the value of an entry is: up to four bytes in the entry itself, more at an address. */
function valueRange(
  bytes: Buffer,
  tiff: LocatedTiff,
  entry: number,
): { start: number; end: number } | undefined {
  const type = u16(bytes, tiff, entry + 2);
  const count = u32(bytes, tiff, entry + 4);
  if (type === undefined || count === undefined) return undefined;
  const length = (TYPE_SIZES[type] ?? 1) * count;
  if (length <= 4) return { start: entry + 8, end: Math.min(entry + 8 + length, bytes.length) };
  const offset = u32(bytes, tiff, entry + 8);
  if (offset === undefined || tiff.at + offset >= bytes.length) return undefined;
  return { start: tiff.at + offset, end: Math.min(tiff.at + offset + length, bytes.length) };
}

function u16(bytes: Buffer, { littleEndian }: LocatedTiff, at: number): number | undefined {
  if (at < 0 || at + 2 > bytes.length) return undefined;
  return littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at);
}

function u32(bytes: Buffer, { littleEndian }: LocatedTiff, at: number): number | undefined {
  if (at < 0 || at + 4 > bytes.length) return undefined;
  return littleEndian ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
}
