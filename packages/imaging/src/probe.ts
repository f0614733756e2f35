import type { Metadata } from 'sharp';
import { sharp } from './codecs.ts';
import { ImagingError } from './errors.ts';
import { checkLimits, type Dimensions } from './limits.ts';
import { type ImageType, sniffType } from './sniff.ts';

/** What the headers of an image say. No pixel has been decoded. */
export interface Header extends Dimensions {
  /** Which image of a HEIC or AVIF file is the picture; 0 elsewhere. */
  readonly page: number;
  /** The raw EXIF block, if there is one. */
  readonly exif: Buffer | undefined;
  /** The raw ICC profile, if there is one. */
  readonly icc: Buffer | undefined;
}

/**
 * Reads and judges the headers: the sniffed type must be an allowed one and the declared one, and the size
 * within the limits. Width and height are those of the upright picture.
 * Throws ImagingError: `type-unsupported`, `type-mismatch`, `corrupt` or `too-many-pixels`.
 */
export async function probe(bytes: Buffer, declaredType: string): Promise<Header> {
  const type = sniffType(bytes);
  if (type === undefined) throw new ImagingError('type-unsupported', 'not a type that is read here');
  if (type !== declaredType) {
    throw new ImagingError('type-mismatch', `declared ${declaredType}, found ${type}`);
  }
  let metadata = await readMetadata(bytes, 0);
  const page = metadata.pagePrimary ?? 0;
  if (page > 0) metadata = await readMetadata(bytes, page);
  if (metadata.mediaType !== type) {
    throw new ImagingError('type-mismatch', `a ${type} with ${metadata.mediaType ?? 'unknown'} inside`);
  }
  const header = toHeader(type, page, bytes.length, metadata);
  checkLimits(header);
  return header;
}

async function readMetadata(bytes: Buffer, page: number): Promise<Metadata> {
  try {
    // The limits are ours to check, after this; a header is all that is read here.
    return await sharp(bytes, { limitInputPixels: false, page }).metadata();
  } catch (cause) {
    throw new ImagingError('corrupt', 'the header cannot be read', { cause });
  }
}

function toHeader(type: ImageType, page: number, fileSize: number, metadata: Metadata): Header {
  return {
    type,
    page,
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    frames: metadata.pages ?? 1,
    fileSize,
    bitDepth: metadata.bitsPerSample ?? (metadata.depth === 'uchar' ? 8 : 16),
    channels: metadata.channels,
    progressive: metadata.isProgressive,
    fullChroma: metadata.chromaSubsampling !== '4:2:0',
    exif: metadata.exif,
    icc: metadata.icc,
  };
}
