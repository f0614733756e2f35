/** CRC-32 as ZIP has it (ISO 3309, reflected 0xEDB88320). */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** Goes on with a CRC-32; begin with 0. */
export function crc32(crc: number, bytes: Uint8Array): number {
  let next = ~crc;
  for (let at = 0; at < bytes.length; at++)
    next = (table[(next ^ (bytes[at] ?? 0)) & 255] ?? 0) ^ (next >>> 8);
  return ~next >>> 0;
}

/** Something to pack: read once for its checksum, and once more to be written. */
export interface Parcel {
  /** Bytes. */
  size: number;
  chunks(): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Where there is one, it is written in the place of its chunks. */
  blob?: Blob;
}

const SLICE = 4 << 20;

export const parcelOf = (blob: Blob): Parcel => ({
  size: blob.size,
  blob,
  async *chunks() {
    for (let at = 0; at < blob.size; at += SLICE)
      yield new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer());
  },
});

/** MS-DOS date and time, in steps of two seconds, as one 32-bit number: the date in the upper half. */
function dosTime(date: Date): number {
  const year = Math.min(2107, Math.max(1980, date.getUTCFullYear()));
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 0x10000 + time;
}

type Field = [bytes: 2 | 4 | 8, value: number];

/** Writes little-endian numbers of 2, 4 or 8 bytes. */
function record(...fields: Field[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value % 2 ** 32, true);
    if (bytes === 8) view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** What the plain format can tell of; beyond, it says this and the number is in a field of ZIP64. */
const [MOST_16, MOST_32] = [0xffff, 0xffffffff];
const ZIP64 = 45;
const PLAIN = 20;
const UTF8_NAMES = 1 << 11;

/** Those of the numbers that need 64 bits, as an extra field (4.5.3); empty where none does. */
function extraOf(...values: number[]): Uint8Array<ArrayBuffer> {
  const large = values.filter((value) => value >= MOST_32).map((value): Field => [8, value]);
  return large.length === 0 ? record() : record([2, 1], [2, large.length * 8], ...large);
}

interface Entry {
  encoded: Uint8Array<ArrayBuffer>;
  modified: Date;
  crc: number;
  size: number;
}

/** What a file's own header and its entry in the directory both say. */
const commonOf = ({ encoded, modified, crc, size }: Entry, extra: Uint8Array): Field[] => [
  [2, extra.length > 0 ? ZIP64 : PLAIN],
  [2, UTF8_NAMES],
  [2, 0],
  [4, dosTime(modified)],
  [4, crc],
  [4, Math.min(size, MOST_32)],
  [4, Math.min(size, MOST_32)],
  [2, encoded.length],
  [2, extra.length],
];

/** The end of the directory, with that of ZIP64 before it where a number is too large (4.3.14 to 4.3.16). */
function endOf(count: number, size: number, offset: number): Uint8Array<ArrayBuffer>[] {
  const [few, near] = [Math.min(count, MOST_16), Math.min(offset, MOST_32)];
  const plain = record(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, few],
    [2, few],
    [4, Math.min(size, MOST_32)],
    [4, near],
    [2, 0],
  );
  if (few < MOST_16 && near < MOST_32 && size < MOST_32) return [plain];
  const long = record(
    [4, 0x06064b50],
    [8, 44],
    [2, ZIP64],
    [2, ZIP64],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, offset],
  );
  return [long, record([4, 0x07064b50], [4, 0], [8, offset + size], [4, 1]), plain];
}

/** A name that no system takes for a path, or for a device of its own. */
const cleanName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to replace
  name.replace(/[\u0000-\u001f/\\:*?"<>|]/g, '_').replace(/^\.+|[. ]+$/g, '') || 'photo';

/** The name, with a number where it is taken. */
function freeName(folder: string, name: string, taken: ReadonlySet<string>): string {
  const clean = cleanName(name);
  const dot = clean.lastIndexOf('.') > 0 ? clean.lastIndexOf('.') : clean.length;
  let free = folder + clean;
  for (let number = 2; taken.has(free.toLowerCase()); number++)
    free = `${folder}${clean.slice(0, dot)} (${number})${clean.slice(dot)}`;
  return free;
}

export interface Archive {
  /** Bytes so far, with the directory. */
  size(): number;
  /** Appends a file, below folders if there are any. Answers its path: a name that is there already gets a number. */
  add(name: string, parcel: Parcel, modified: Date, folders?: readonly string[]): Promise<string>;
  /** Writes the directory, without which it is no archive. */
  finish(): Promise<void>;
}

/** Takes what comes, in its order. */
export type Write = (piece: Uint8Array<ArrayBuffer> | Blob) => void | Promise<void>;

/** A ZIP archive whose files are stored as they are: photos do not get smaller (PKWARE APPNOTE 6.3.10, 4.3). */
export function createArchive(write: Write): Archive {
  const directory: Uint8Array<ArrayBuffer>[] = [];
  const taken = new Set<string>();
  let offset = 0;
  let directorySize = 0;

  async function append(piece: Uint8Array<ArrayBuffer> | Blob): Promise<void> {
    await write(piece);
    offset += piece instanceof Uint8Array ? piece.length : piece.size;
  }

  return {
    size: () => offset + directorySize,
    async add(name, parcel, modified, folders = []) {
      const { size } = parcel;
      let crc = 0;
      for await (const chunk of parcel.chunks()) crc = crc32(crc, chunk);
      const free = freeName(folders.map((folder) => `${cleanName(folder)}/`).join(''), name, taken);
      taken.add(free.toLowerCase());
      const entry: Entry = { encoded: new TextEncoder().encode(free), modified, crc, size };
      // In a file's own header both sizes are there, or none (4.5.3).
      const [own, listed] = [extraOf(size, size), extraOf(size, size, offset)];
      const line = record([4, 0x02014b50], [2, ZIP64], ...commonOf(entry, listed));
      const rest = record([2, 0], [2, 0], [2, 0], [4, 0], [4, Math.min(offset, MOST_32)]);
      for (const piece of [record([4, 0x04034b50], ...commonOf(entry, own)), entry.encoded, own])
        if (piece.length > 0) await append(piece);
      if (parcel.blob) await append(parcel.blob);
      else for await (const chunk of parcel.chunks()) await append(chunk);
      for (const piece of [line, rest, entry.encoded, listed]) {
        directory.push(piece);
        directorySize += piece.length;
      }
      return free;
    },
    async finish() {
      const [start, size] = [offset, directorySize];
      directorySize = 0;
      for (const piece of directory) if (piece.length > 0) await append(piece);
      for (const piece of endOf(taken.size, size, start)) await append(piece);
    },
  };
}
