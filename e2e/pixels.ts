import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** Mean colours of the 4 × 4 fields of a picture, row by row, `rrggbb` each. */
export type Mosaic = readonly string[];

const SIDE = 4;

/** Of a picture in the repository, upright, made once with ImageMagick: `-auto-orient -scale 4x4!`. */
const parse = (words: string): Mosaic => words.split(' ');

/** What some of the photos in `tools/photos` look like; the HEIC was decoded by libheif's own tool. */
export const mosaics = {
  'japanese-shop.jpg': parse(
    '0F0C08 316358 3F6D61 1D1D18 1E1811 1F211D 6E4E30 383025 291F14 352E21 403221 1E2724 0F0C07 0A0C09 120F08 060605',
  ),
  'IMG_2682.heic': parse(
    '7D848D 717E91 40474F 626C77 61727C 547083 1F2D37 304557 2A2C2D 424544 646159 1E2021 747464 444A49 505451 424C52',
  ),
  'portrait-orientation-6.jpg': parse(
    '737373 717171 696969 707070 6D6D6D 646464 4E4E4E 363636 202020 3A3A3A 282828 131313 2D2D2D 1A1A1A 1D1D1D 171717',
  ),
} as const;

// What the function below finds in the browser; Node's types do not know it.
declare const createImageBitmap: (blob: Blob) => Promise<{ width: number; height: number }>;
declare const OffscreenCanvas: new (
  width: number,
  height: number,
) => {
  getContext(kind: '2d'): {
    drawImage(image: unknown, x: number, y: number): void;
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  } | null;
};

/** Reads a PNG with the browser's own decoder, on a page apart from the one under test. */
export async function mosaicOf(page: Page, png: Buffer): Promise<Mosaic> {
  const reader = await page.context().newPage();
  try {
    return await reader.evaluate(
      async ({ base64, side }) => {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const { width, height } = bitmap;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        if (!context) throw new Error('no canvas');
        context.drawImage(bitmap, 0, 0);
        const fields: string[] = [];
        for (let row = 0; row < side; row++) {
          for (let column = 0; column < side; column++) {
            const [x, y] = [Math.floor((column * width) / side), Math.floor((row * height) / side)];
            const { data } = context.getImageData(x, y, Math.floor(width / side), Math.floor(height / side));
            const sums = [0, 0, 0];
            for (let at = 0; at < data.length; at += 4)
              for (const channel of [0, 1, 2])
                sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0);
            const means = sums.map((sum) => Math.round(sum / (data.length / 4)));
            fields.push(means.map((mean) => mean.toString(16).padStart(2, '0')).join(''));
          }
        }
        return fields;
      },
      { base64: png.toString('base64'), side: SIDE },
    );
  } finally {
    await reader.close();
  }
}

/** A PNG as one byte of brightness a pixel, row by row. */
export async function greyOf(
  page: Page,
  png: Buffer,
): Promise<{ width: number; height: number; grey: Uint8Array }> {
  const { width, height, values } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    return { width: bitmap.width, height: bitmap.height, values: [...data.filter((_, at) => at % 4 === 1)] };
  }, png.toString('base64'));
  return { width, height, grey: Uint8Array.from(values) };
}

const channels = (mosaic: Mosaic): number[] =>
  mosaic.flatMap((field) => [0, 2, 4].map((at) => Number.parseInt(field.slice(at, at + 2), 16)));

/** Mean difference of a channel, of 255. */
function distance(one: Mosaic, other: Mosaic): number {
  const theirs = channels(other);
  const sum = channels(one).reduce((total, value, at) => total + Math.abs(value - (theirs[at] ?? 0)), 0);
  return sum / theirs.length;
}

const turned = (mosaic: Mosaic): Mosaic =>
  mosaic.map((_, at) => mosaic[(SIDE - 1 - (at % SIDE)) * SIDE + Math.floor(at / SIDE)] ?? '');

/** Twice what scaling, cropping by a pixel and lossy encoding make of these photos. */
const TOLERANCE = 8;

/**
 * Waits until the element shows the photo, upright: by what is on the screen, not by its markup.
 *
 * @param tolerance mean difference of a channel, for where controls lie over the picture
 */
export async function assertShows(
  page: Page,
  element: Locator,
  name: keyof typeof mosaics,
  tolerance = TOLERANCE,
): Promise<void> {
  const expected = mosaics[name];
  let off = Number.POSITIVE_INFINITY;
  let seen: Mosaic = [];
  for (let tries = 0; tries < 40 && off > tolerance; tries++) {
    seen = await mosaicOf(page, await element.screenshot());
    off = distance(seen, expected);
    if (off > tolerance) await page.waitForTimeout(250);
  }
  assert.ok(off <= tolerance, `${name} is off by ${off.toFixed(1)}: ${seen.join(' ')}`);
  for (let turn = 0, lying = turned(expected); turn < 3; turn++, lying = turned(lying)) {
    assert.ok(distance(seen, lying) > tolerance, `${name} lies on its side`);
  }
}
