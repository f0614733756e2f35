import { readFileSync } from 'node:fs';
import sharp from 'sharp';

/**
 * The yardstick of `processor.ts`: the same calls of sharp on the same photo, read from the disk, sent nowhere,
 * nothing else looked at. Runs as a child process; does as many as it is told.
 */
sharp.cache(false);
sharp.concurrency(1);
const [, , file = ''] = process.argv;

async function makePictures(bytes: Buffer): Promise<void> {
  await sharp(bytes).metadata();
  const { data, info } = await sharp(bytes, {
    failOn: 'error',
    limitInputPixels: 100_000_000,
    ignoreIcc: true,
  })
    .autoOrient()
    .resize({ width: 1600, height: 1600, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
  const small = await pixels()
    .resize(480, 480, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: small.info.width, height: small.info.height, channels: 3 as const };
  await Promise.all([
    pixels().webp({ quality: 80, effort: 2 }).toBuffer(),
    sharp(small.data, { raw }).webp({ quality: 75, effort: 2 }).toBuffer(),
    sharp(small.data, { raw }).resize(64, 64, { fit: 'inside' }).ensureAlpha().raw().toBuffer(),
  ]);
}

process.on('message', async (count: number) => {
  for (let i = 0; i < count; i++) await makePictures(readFileSync(file));
  process.send?.('done');
});
process.on('disconnect', () => process.exit());
