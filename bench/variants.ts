import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { convertToSrgb, readMatrixProfile } from '../packages/imaging/src/colour.ts';
import { processImage, variants } from '../packages/imaging/src/index.ts';
import { makePhoto } from './photo.fixture.ts';
import { ssim } from './ssim.fixture.ts';

const RUNS = 7;

/**
 * What the pictures of one 12-megapixel photo cost, in milliseconds of processor time (all threads), against
 * their size and their likeness to the original scaled with care. The table of docs/adr/0005-variants.md.
 * The value is the cost of a WebP of 250 and a JPEG of 1440 pixels, short sides, by the way taken here.
 */
export async function run(): Promise<void> {
  sharp.cache(false);
  sharp.concurrency(1);
  const photo = await makePhoto();
  console.log(`one JPEG of 4032 x 3024 pixels, ${(photo.length / 1e6).toFixed(1)} MB; least of ${RUNS} runs`);
  const value = await compareWays(photo);
  await compareColours();
  await comparePreviews(photo);
  await compareThumbs(photo);
  await wholeRun(photo);
  console.log(`variants ${value.toFixed(0)} ms`);
}

/** The least of some runs: what else the machine does only ever adds. */
async function cost<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  let ms = Number.POSITIVE_INFINITY;
  let result = await work();
  for (let i = 0; i < RUNS; i++) {
    const before = process.cpuUsage();
    result = await work();
    const { user, system } = process.cpuUsage(before);
    ms = Math.min(ms, (user + system) / 1000);
  }
  return { ms, result };
}

function heading(title: string): void {
  console.log(`\n${title.padEnd(52)}${'CPU ms'.padStart(8)}${'bytes'.padStart(9)}${'SSIM'.padStart(9)}`);
}
function row(name: string, ms: number, bytes?: number, likeness?: number): void {
  const cells = [
    ms.toFixed(0).padStart(8),
    String(bytes ?? '').padStart(9),
    (likeness?.toFixed(4) ?? '').padStart(9),
  ];
  console.log(name.padEnd(52) + cells.join(''));
}

async function rawOf(image: Sharp): Promise<Sharp> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
}
/** Scaled from all pixels, and kept without loss. */
const reference = (photo: Buffer, size: number, fit: 'inside' | 'outside') =>
  sharp(photo, { ignoreIcc: true })
    .resize({ width: size, height: size, fit, fastShrinkOnLoad: false })
    .png({ compressionLevel: 1 })
    .toBuffer();

async function compareWays(photo: Buffer): Promise<number> {
  heading('250 px WebP and 1440 px JPEG (short sides)');
  const big = await reference(photo, 1440, 'outside');
  const scaled = (image: Sharp, size: number) =>
    image.clone().resize({ width: size, height: size, fit: 'outside' });
  const ways: Record<string, () => Promise<Buffer>> = {
    'all pixels decoded once, then scaled twice': async () => {
      const pixels = await rawOf(sharp(photo));
      await scaled(pixels, 250).webp({ quality: 80 }).toBuffer();
      return scaled(pixels, 1440).jpeg({ quality: 80 }).toBuffer();
    },
    'scaled while decoding, twice': async () => {
      await scaled(sharp(photo), 250).webp({ quality: 80 }).toBuffer();
      return scaled(sharp(photo), 1440).jpeg({ quality: 80 }).toBuffer();
    },
    'scaled while decoding, once; small from big': async () => {
      const pixels = await rawOf(scaled(sharp(photo), 1440));
      await scaled(pixels, 250).webp({ quality: 80, effort: 2 }).toBuffer();
      return pixels.jpeg({ quality: 80 }).toBuffer();
    },
  };
  let last = 0;
  for (const [name, way] of Object.entries(ways)) {
    const { ms, result } = await cost(way);
    row(name, ms, result.length, await ssim(result, big));
    last = ms;
  }
  return last;
}

async function compareColours(): Promise<void> {
  heading('pixels of 1600 px from a photo in Display P3');
  const photo = await makePhoto({ profile: 'p3' });
  const { icc } = await sharp(photo).metadata();
  const profile = icc && readMatrixProfile(icc);
  if (!profile) throw new Error('no matrix profile');
  const scaled = (ignoreIcc: boolean) =>
    sharp(photo, { ignoreIcc }).resize({ width: 1600, height: 1600, fit: 'inside' });
  row('colours by the engine, before scaling', (await cost(() => scaled(false).raw().toBuffer())).ms);
  const own = async () => convertToSrgb(await scaled(true).raw().toBuffer(), 3, profile);
  row('colours by matrix and tables, after scaling', (await cost(own)).ms);
  row('colours ignored', (await cost(() => scaled(true).raw().toBuffer())).ms);
}

async function comparePreviews(photo: Buffer): Promise<void> {
  heading('preview of 1600 px: encoding alone');
  const ideal = await reference(photo, 1600, 'inside');
  const pixels = await rawOf(sharp(photo).resize({ width: 1600, height: 1600, fit: 'inside' }));
  const encoders: Record<string, () => Sharp> = {
    'JPEG, quality 80': () => pixels.clone().jpeg({ quality: 80 }),
    'JPEG, quality 80, by mozjpeg': () => pixels.clone().jpeg({ quality: 80, mozjpeg: true }),
    'AVIF, quality 50, effort 0': () => pixels.clone().avif({ quality: 50, effort: 0 }),
  };
  for (const quality of [75, 80, 85]) {
    for (const effort of [0, 1, 2, 4]) {
      encoders[`WebP, quality ${quality}, effort ${effort}`] = () => pixels.clone().webp({ quality, effort });
    }
  }
  for (const [name, encoder] of Object.entries(encoders)) {
    const { ms, result } = await cost(() => encoder().toBuffer());
    row(name, ms, result.length, await ssim(result, ideal));
  }
}

async function compareThumbs(photo: Buffer): Promise<void> {
  heading('thumb of 480 px: scaling and encoding');
  const ideal = await reference(photo, 480, 'inside');
  const preview = await rawOf(sharp(photo).resize({ width: 1600, height: 1600, fit: 'inside' }));
  const sources = { preview: () => preview.clone(), original: () => sharp(photo) };
  for (const [name, source] of Object.entries(sources)) {
    for (const effort of [0, 2, 4]) {
      const thumb = () =>
        source().resize({ width: 480, height: 480, fit: 'inside' }).webp({ quality: 75, effort });
      const { ms, result } = await cost(() => thumb().toBuffer());
      row(
        `from the ${name}, WebP, quality 75, effort ${effort}`,
        ms,
        result.length,
        await ssim(result, ideal),
      );
    }
  }
}

async function wholeRun(photo: Buffer): Promise<void> {
  heading('everything about one photo, as chosen');
  const heic = await readFile(new URL('../tools/photos/IMG_2682.heic', import.meta.url));
  const inputs: [string, Buffer, string][] = [
    ['the JPEG', photo, 'image/jpeg'],
    ['the JPEG in Display P3', await makePhoto({ profile: 'p3' }), 'image/jpeg'],
    ['a HEIC of 12 megapixels', heic, 'image/heic'],
  ];
  for (const [name, bytes, type] of inputs) {
    const { ms, result } = await cost(() => processImage(bytes, type));
    const sizes = result.variants.map((variant) => variant.bytes.length);
    row(
      name,
      ms,
      sizes.reduce((a, b) => a + b),
    );
  }
  console.log(
    variants
      .map(({ name, size, quality, effort }) => `${name}: ${size} px, WebP ${quality}/${effort}`)
      .join('; '),
  );
}
