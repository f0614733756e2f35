import { readFile } from 'node:fs/promises';
import sharp from 'sharp';

/** A fixed sequence in 0..1, the same in every run. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface PhotoOptions {
  /** Noise of a sensor, in steps of 255. */
  grain?: number;
  quality?: number;
  /** Which colours the file says it has. */
  profile?: 'none' | 'srgb' | 'p3';
}

/** A JPEG of 4032 x 3024 pixels as phones write them: a real photo, with grain, 4:2:0, about 3 MB. */
export async function makePhoto({
  grain = 5,
  quality = 90,
  profile = 'none',
}: PhotoOptions = {}): Promise<Buffer> {
  const original = await readFile(new URL('../tools/photos/japanese-shop.jpg', import.meta.url));
  const { data, info } = await sharp(original)
    .resize(4032, 3024, { fit: 'cover' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const random = randomFrom(12345);
  for (let i = 0; i < data.length; i += 3) {
    const noise = Math.round((random() + random() + random() - 1.5) * 2 * grain);
    for (let c = i; c < i + 3; c++) data[c] = Math.min(255, Math.max(0, (data[c] ?? 0) + noise));
  }
  const raw = { width: info.width, height: info.height, channels: 3 as const };
  const image = sharp(data, { raw });
  return (profile === 'none' ? image : image.withIccProfile(profile)).jpeg({ quality }).toBuffer();
}
