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

const SLICE = 4 << 20;

async function crcOf(blob: Blob): Promise<number> {
  let crc = 0;
  for (let at = 0; at < blob.size; at += SLICE) {
    crc = crc32(crc, new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer()));
  }
  return crc;
}

/** MS-DOS date and time, in steps of two seconds, as one 32-bit number: the date in the upper half. */
function dosTime(date: Date): number {
  const year = Math.min(2107, Math.max(1980, date.getUTCFullYear()));
  const day = ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 0x10000 + time;
}

/** Writes little-endian numbers of 2 or 4 bytes. */
function record(...fields: [bytes: 2 | 4, value: number][]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(fields.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

/** Archives stay below this, far under the 4 GiB that the plain format can tell of. */
export const MOST_ARCHIVE_BYTES = 2_000_000_000;
/** As many files as the plain format can count. */
const MOST_FILES = 65_000;
const UTF8_NAMES = 1 << 11;

export interface Archive {
  /** Whether another file of so many bytes has room. */
  holds(bytes: number): boolean;
  /** Appends a file; a name that is there already gets a number. */
  add(name: string, data: Blob, modified: Date): Promise<void>;
  finish(): Blob;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const clean = name.replace(/[/\\]/g, '_') || 'photo';
  const dot = clean.lastIndexOf('.') > 0 ? clean.lastIndexOf('.') : clean.length;
  let free = clean;
  for (let number = 2; taken.has(free.toLowerCase()); number++) {
    free = `${clean.slice(0, dot)} (${number})${clean.slice(dot)}`;
  }
  return free;
}

/** A ZIP archive whose files are stored as they are: photos do not get smaller (PKWARE APPNOTE 6.3.10, 4.3). */
export function createArchive(): Archive {
  const parts: BlobPart[] = [];
  const directory: BlobPart[] = [];
  const taken = new Set<string>();
  let offset = 0;
  let directorySize = 0;
  return {
    holds: (bytes) => taken.size === 0 || (offset + bytes < MOST_ARCHIVE_BYTES && taken.size < MOST_FILES),
    async add(name, data, modified) {
      const free = freeName(name, taken);
      taken.add(free.toLowerCase());
      const encoded = new TextEncoder().encode(free);
      const crc = await crcOf(data);
      const common: [2 | 4, number][] = [
        [2, 20],
        [2, UTF8_NAMES],
        [2, 0],
        [4, dosTime(modified)],
        [4, crc],
        [4, data.size],
        [4, data.size],
        [2, encoded.length],
        [2, 0],
      ];
      const head = record([4, 0x04034b50], ...common);
      const entry = record([4, 0x02014b50], [2, 20], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
      parts.push(head, encoded, data);
      directory.push(entry, encoded);
      offset += head.length + encoded.length + data.size;
      directorySize += entry.length + encoded.length;
    },
    finish() {
      const count = taken.size;
      const end = record(
        [4, 0x06054b50],
        [2, 0],
        [2, 0],
        [2, count],
        [2, count],
        [4, directorySize],
        [4, offset],
        [2, 0],
      );
      return new Blob([...parts, ...directory, end], { type: 'application/zip' });
    },
  };
}
