import { ImagingError } from './errors.ts';
import type { ImageType } from './sniff.ts';

/** Bytes of a file: it is held in memory whole. */
export const MAX_FILE_SIZE = 256 * 1024 * 1024;
/** Bytes of a film: it is kept on the disk while it is looked at. */
export const MAX_FILM_SIZE = 1024 * 1024 * 1024;
/** Pixels of a frame of a film: 8K, as the largest of phones. */
export const MAX_FRAME_PIXELS = 8192 * 4352;
/** Pixels of a still. */
export const MAX_PIXELS = 100_000_000;
/** Frames of an animation. */
const MAX_FRAMES = 500;
/** Frames times pixels of an animation. */
const MAX_ANIMATION_PIXELS = 200_000_000;
/**
 * Bytes that decoding may take besides the process itself (100 MiB fresh), so that it stays within the
 * 512 MiB a processor may be resident.
 */
const DECODE_BUDGET = 320 * 1024 * 1024;

/** What a header says, as far as it decides whether the rest is decoded. Pixels and bytes. */
export interface Dimensions {
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly fileSize: number;
  readonly bitDepth: number;
  readonly channels: number;
  /** Progressive JPEG or interlaced PNG: held whole before the first row comes out. */
  readonly progressive: boolean;
  /** JPEG's chroma is not halved in both directions. */
  readonly fullChroma: boolean;
}

/** Throws `too-many-pixels` for what would take too long or too much memory to decode; reads no pixels itself. */
export function checkLimits(header: Dimensions): void {
  const pixels = header.width * header.height;
  const refuse = (what: string) => {
    throw new ImagingError('too-many-pixels', `${header.width} x ${header.height}: ${what}`);
  };
  if (pixels > MAX_PIXELS) refuse(`more than ${MAX_PIXELS} pixels`);
  if (header.type === 'image/gif' || header.type === 'image/webp') {
    if (header.frames > MAX_FRAMES) refuse(`more than ${MAX_FRAMES} frames`);
    if (header.frames * pixels > MAX_ANIMATION_PIXELS) {
      refuse(`${header.frames} frames are more than ${MAX_ANIMATION_PIXELS} pixels`);
    }
  }
  if (header.fileSize + pixels * bytesPerPixel(header) > DECODE_BUDGET) refuse('more memory than allowed');
}

/** Resident bytes a pixel costs while decoding, measured on 24 and 100 megapixels (docs/adr/0005-variants.md). */
function bytesPerPixel(header: Dimensions): number {
  const sampleBytes = header.bitDepth > 8 ? 2 : 1;
  switch (header.type) {
    case 'image/jpeg': // coefficients of 16 bits, where it must hold them all
      return header.progressive ? 2 * (header.fullChroma ? header.channels : 1.5) : 0;
    case 'image/png':
      return header.progressive ? header.channels * sampleBytes : 0;
    case 'image/webp':
      return header.frames > 1 ? 8 : 4;
    case 'image/gif':
      return 8;
    case 'image/avif':
      return sampleBytes === 2 ? 25 : 18.5;
    case 'image/heic':
      return sampleBytes === 2 ? 9 : 5;
  }
}
