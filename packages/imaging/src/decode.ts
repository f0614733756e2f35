import { sharp } from './codecs.ts';
import { convertToSrgb, readMatrixProfile } from './colour.ts';
import { ImagingError } from './errors.ts';
import { decodeHeic } from './heic.ts';
import { MAX_PIXELS } from './limits.ts';
import type { Header } from './probe.ts';

/** Interleaved 8-bit sRGB, upright. Channels: 3, or 4 with straight alpha. */
export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/**
 * Decodes once, scaled on the way to fit a square of `size` pixels (never enlarged); libvips lets the decoders
 * of JPEG and WebP do a part of it where that costs no likeness. Of an animation, the first frame. Throws
 * ImagingError `corrupt`.
 */
export async function decodePixels(bytes: Buffer, header: Header, size: number): Promise<Pixels> {
  const profile = header.icc && readMatrixProfile(header.icc);
  // A matrix profile is applied below, to the few pixels that are left; others cannot wait.
  const input =
    header.type === 'image/heic' ? await heicInput(bytes) : fileInput(bytes, header, profile !== undefined);
  let pixels: Pixels;
  try {
    const { data, info } = await input
      .resize({ width: size, height: size, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    pixels = { data, width: info.width, height: info.height, channels: info.channels === 4 ? 4 : 3 };
    if (data.length !== info.width * info.height * pixels.channels)
      throw new Error(`${info.channels} channels`);
  } catch (cause) {
    throw new ImagingError('corrupt', 'the pixels cannot be decoded', { cause });
  }
  if (profile && !profile.isSrgb) convertToSrgb(pixels.data, pixels.channels, profile);
  return pixels;
}

function fileInput(bytes: Buffer, header: Header, ignoreIcc: boolean) {
  // `error` refuses what is truncated or cannot be decoded, and lets the harmless warnings of real cameras pass.
  return sharp(bytes, {
    failOn: 'error',
    limitInputPixels: MAX_PIXELS,
    ignoreIcc,
    page: header.page,
    pages: 1,
  }).autoOrient();
}

async function heicInput(bytes: Buffer) {
  const { data, width, height, channels } = await decodeHeic(bytes);
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: MAX_PIXELS });
}
