import decodeQR from 'qr/decode.js';
import { qrModules } from './qr-modules';

const SCALE = 4;

/** The path as a camera would see it. */
function photographed({ size, path }: { size: number; path: string }) {
  const side = size * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x = '', y = '', width = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row++) {
      const start = (row * side + Number(x) * SCALE) * 4;
      for (let at = start; at < start + Number(width) * SCALE * 4; at++) if (at % 4 !== 3) data[at] = 0;
    }
  }
  return { width: side, height: side, data };
}

describe('the path of a QR code', () => {
  it('is read as the link that it was made of', () => {
    const link = `https://photos.example.org/join#${'kX7'.repeat(14)}`;
    expect(decodeQR(photographed(qrModules(link)))).toBe(link);
  });

  it('has a quiet zone of four modules', () => {
    const { size, path } = qrModules('https://example.org');
    const marks = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, w]) => [x, y, w].map(Number));
    expect(Math.min(...marks.map(([x = 0]) => x))).toBe(4);
    expect(Math.min(...marks.map(([, y = 0]) => y))).toBe(4);
    expect(Math.max(...marks.map(([x = 0, , w = 0]) => x + w))).toBe(size - 4);
  });
});
