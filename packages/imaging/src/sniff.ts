/** What this package reads, by media type. */
export type ImageType = 'image/jpeg' | 'image/png' | 'image/webp' | 'image/gif' | 'image/avif' | 'image/heic';

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const AVIF_BRANDS = new Set(['avif', 'avis']);
const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx']);

/**
 * The type that the leading bytes give away, or undefined where it is none that is read here.
 * ISO base media files say it in their `ftyp` box (ISO/IEC 14496-12, 23008-12): the major brand first,
 * then, for the generic `mif1` and `msf1`, the compatible brands.
 */
export function sniffType(bytes: Uint8Array): ImageType | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 512));
  if (head.length < 12) return undefined;
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'image/jpeg';
  if (head.subarray(0, 8).equals(PNG_SIGNATURE)) return 'image/png';
  const first = head.toString('latin1', 0, 6);
  if (first === 'GIF87a' || first === 'GIF89a') return 'image/gif';
  if (head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP')
    return 'image/webp';
  if (head.toString('latin1', 4, 8) === 'ftyp') return sniffBrands(head);
  return undefined;
}

function sniffBrands(head: Buffer): ImageType | undefined {
  const end = Math.min(head.readUInt32BE(0), head.length);
  const brands = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(head.toString('latin1', at, at + 4));
  const generic = brands[0] === 'mif1' || brands[0] === 'msf1';
  for (const brand of generic ? brands : brands.slice(0, 1)) {
    if (AVIF_BRANDS.has(brand)) return 'image/avif';
    if (HEIC_BRANDS.has(brand)) return 'image/heic';
  }
  return undefined;
}
