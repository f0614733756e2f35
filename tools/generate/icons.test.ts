import assert from 'node:assert/strict';
import { it } from 'node:test';
import sharp from 'sharp';
import { drawIcon, icons } from './icons.ts';

// Of the middle: W3C, "Web Application Manifest" (a circle of 80 %); Android Developers, "Adaptive icons" (66 of 108 dp).
const safe = { 'public/icon-maskable.png': 0.8, 'assets/icon-foreground.png': 66 / 108 };

it('no mask cuts into the mark', async () => {
  for (const [path, diameter] of Object.entries(safe)) {
    const { drawing } = icons[path] ?? assert.fail(path);
    const { ground: _, ...mark } = drawing;
    const { data, info } = await sharp(Buffer.from(drawIcon(mark)), { density: 720 })
      .extractChannel('alpha')
      .raw()
      .toBuffer({ resolveWithObject: true });
    const middle = (info.width - 1) / 2;
    const farthest = data.reduce(
      (most, alpha, at) =>
        alpha === 0
          ? most
          : Math.max(most, Math.hypot((at % info.width) - middle, Math.floor(at / info.width) - middle)),
      0,
    );
    assert.ok(farthest > info.width / 8, `${path} is empty`);
    assert.ok(
      farthest <= (diameter * info.width) / 2,
      `${path}: ${farthest} px off the middle of ${info.width}`,
    );
  }
});
