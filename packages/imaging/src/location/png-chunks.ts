import { crc32, inflateSync } from 'node:zlib';

export interface PngChunk {
  /** Of its length field, in bytes from the start of the file. */
  readonly at: number;
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE_SIZE = 8;
/** Length, type and checksum. */
const FRAME_SIZE = 12;
/** Metadata as ImageMagick puts it where there is no chunk for it: its name, its length, and hexadecimal digits. */
const RAW_PROFILE = /^Raw profile type (exif|app1|xmp|iptc|8bim)$/i;
/** Bytes that a chunk is unpacked to, at most. */
const MAX_UNPACKED = 1 << 22;
const XMP = 'XML:com.adobe.xmp';
const METADATA = new Set(['eXIf', 'iTXt', 'tEXt', 'zTXt']);
/** Ancillary, private, safe to copy: no reader knows it, and all pass over it (PNG, 5.4). */
const NAMELESS = Buffer.from('blNk', 'latin1');

function* readChunks(bytes: Buffer): Generator<PngChunk> {
  for (let at = SIGNATURE_SIZE; at + FRAME_SIZE <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) return;
    yield { at, type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, end) };
    at = end + 4;
  }
}

/** A chunk of metadata that is deflated or in hexadecimal digits. */
export interface PackedChunk extends PngChunk {
  /** What is in it; null where it cannot be unpacked. */
  readonly content: Buffer | null;
}

export function findPackedMetadata(bytes: Buffer): PackedChunk[] {
  return [...readChunks(bytes)].flatMap((chunk) => {
    const content = METADATA.has(chunk.type) ? unpack(chunk) : undefined;
    return content === undefined ? [] : [{ ...chunk, content }];
  });
}

/** Undefined where the chunk is not packed. */
function unpack({ type, data }: PngChunk): Buffer | null | undefined {
  const end = data.subarray(0, 80).indexOf(0);
  if (end < 1 || type === 'eXIf') return undefined;
  const keyword = data.toString('latin1', 0, end);
  const isRaw = RAW_PROFILE.test(keyword);
  const isDeflated = type === 'zTXt' || (type === 'iTXt' && data[end + 1] === 1);
  if (!isRaw && !(keyword === XMP && isDeflated)) return undefined;
  try {
    let text = data.subarray(textAt(type, data, end));
    if (isDeflated) text = inflateSync(text, { maxOutputLength: MAX_UNPACKED });
    return isRaw ? Buffer.from(text.toString('latin1').replace(/^\s*\S+\s+\d+\s|\s/g, ''), 'hex') : text;
  } catch {
    return null;
  }
}

/** Where the text begins, behind the keyword and what else the chunk says of it (PNG, 11.3.3). */
function textAt(type: string, data: Buffer, end: number): number {
  if (type === 'tEXt') return end + 1;
  if (type === 'zTXt') return end + 2;
  return data.indexOf(0, data.indexOf(0, end + 3) + 1) + 1;
}

/** Turns a chunk of the same place in a copy of the file into one that says nothing. */
export function blankChunk(bytes: Buffer, { at, data }: PngChunk): void {
  NAMELESS.copy(bytes, at + 4);
  bytes.fill(0, at + 8, at + 8 + data.length);
}

/** Makes the checksums of all chunks with metadata right again. */
export function refreshChecksums(bytes: Buffer): void {
  for (const { at, type, data } of readChunks(bytes)) {
    if (!METADATA.has(type) && type !== NAMELESS.toString('latin1')) continue;
    bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, at + 8 + data.length)), at + 8 + data.length);
  }
}
