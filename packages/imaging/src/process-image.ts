import { rgbaToThumbHash } from 'thumbhash';
import { sharp } from './codecs.ts';
import { decodePixels, type Pixels } from './decode.ts';
import { type ExifMetadata, readExif } from './exif.ts';
import { blankLocation } from './location/blank-location.ts';
import { type Header, probe } from './probe.ts';
import type { ImageType } from './sniff.ts';
import { type VariantSpec, variants } from './variants.ts';

export interface Variant {
  readonly name: VariantSpec['name'];
  readonly mimeType: VariantSpec['mimeType'];
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

export interface ProcessedImage extends ExifMetadata {
  readonly mimeType: ImageType;
  /** Pixels of the original, upright. */
  readonly width: number;
  readonly height: number;
  /** Base64 of the ThumbHash (https://evanw.github.io/thumbhash/). */
  readonly thumbhash: string;
  /** In the order of the table `variants`. */
  readonly variants: readonly Variant[];
  /**
   * The original without what it says of the place; null where it says nothing, or where it could not be taken out:
   * then `latitude` is known all the same.
   */
  readonly withoutLocation: Buffer | null;
}

/** The longer side of what the hash is made from: its seven waves a side ask for no more, and 100 would cost twice as much. */
const HASH_SIZE = 64;

/**
 * Makes everything that is shown of one original: variants without metadata, upright and in sRGB, and what
 * its headers tell. The bytes are not trusted, and are the caller's no more: a large file is not held twice, so
 * `withoutLocation` is made of them. Throws ImagingError.
 */
export async function processImage(bytes: Buffer, declaredType: string): Promise<ProcessedImage> {
  const header = await probe(bytes, declaredType);
  const [largest] = variants;
  let pixels = await decodePixels(bytes, header, largest.size);
  const made: Promise<Variant>[] = [];
  for (const spec of variants) {
    if (spec !== largest) pixels = await shrink(pixels, spec.size);
    made.push(encode(pixels, spec));
  }
  const [thumbhash, metadata, ...encoded] = await Promise.all([hash(pixels), readExif(header.exif), ...made]);
  return {
    ...metadata,
    mimeType: header.type,
    width: header.width,
    height: header.height,
    thumbhash,
    variants: encoded,
    withoutLocation: await removeLocation(bytes, header),
  };
}

/** What was taken out is looked for once more, by the reader that knows the format. */
async function removeLocation(bytes: Buffer, { type }: Header): Promise<Buffer | null> {
  const copy = blankLocation(bytes, type, 'in-place');
  if (copy === null) return null;
  const { latitude, longitude } = await readExif((await probe(copy, type)).exif);
  return latitude === null && longitude === null ? copy : null;
}

/** Every step after the decoder works on these. */
function open({ data, width, height, channels }: Pixels) {
  return sharp(data, { raw: { width, height, channels } });
}

async function shrink(pixels: Pixels, size: number): Promise<Pixels> {
  if (pixels.width <= size && pixels.height <= size) return pixels;
  const { data, info } = await open(pixels)
    .resize({ width: size, height: size, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: pixels.channels };
}

async function encode(pixels: Pixels, { name, mimeType, quality, effort }: VariantSpec): Promise<Variant> {
  const bytes = await open(pixels).webp({ quality, effort }).toBuffer();
  return { name, mimeType, width: pixels.width, height: pixels.height, bytes };
}

async function hash(pixels: Pixels): Promise<string> {
  const { data, info } = await open(pixels)
    .resize({ width: HASH_SIZE, height: HASH_SIZE, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
