// Draws the app's icons and its splash from the mark that the app itself shows; `--check` only compares, by what is seen:
// the same picture may be other bytes where another processor packed it.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { drawIcon, favicon, icons } from './generate/icons.ts';
import { keepFile, renew } from './generate/keep-file.ts';

const app = 'apps/app';
keepFile(`${app}/public/mark.svg`, () => `${favicon}\n`);

for (const [path, { side, drawing }] of Object.entries(icons)) {
  const file = join(import.meta.dirname, '..', app, path);
  // Drawn at the size wanted: a density of 72 is one pixel a unit.
  const picture = sharp(Buffer.from(drawIcon(drawing)), { density: (72 * side) / 32 }).resize(side, side);
  const drawn = drawing.ground && !drawing.corners ? picture.removeAlpha() : picture;
  if (!existsSync(file) || (await farthest(file, drawn)) > 2)
    renew(`${app}/${path}`, await drawn.clone().png({ compressionLevel: 9 }).toBuffer());
}

/** The greatest difference of any channel of any pixel, of 255; all of it where they are not of one size and kind. */
async function farthest(file: string, drawn: Sharp): Promise<number> {
  const pixels = (picture: Sharp) => picture.raw().toBuffer({ resolveWithObject: true });
  const is = await pixels(sharp(file));
  const wanted = await pixels(drawn.clone());
  const alike = (['width', 'height', 'channels'] as const).every((key) => is.info[key] === wanted.info[key]);
  return alike
    ? is.data.reduce((most, value, at) => Math.max(most, Math.abs(value - (wanted.data[at] ?? 0))), 0)
    : 255;
}
