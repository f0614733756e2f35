import fc from 'fast-check';
import { lineAt, linesFor, offsetsOf } from './window-of';

const heights = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 200 });
const same = (height: number) => height;

describe('the lines of a window', () => {
  it('finds the line at any height', () => {
    fc.assert(
      fc.property(heights, fc.integer({ min: -1000, max: 120_000 }), (list, y) => {
        const offsets = offsetsOf(list, same);
        const line = lineAt(offsets, y);
        expect(line).toBeGreaterThanOrEqual(0);
        expect(line).toBeLessThan(list.length);
        if (y >= 0 && y < (offsets.at(-1) ?? 0)) {
          expect(offsets[line]).toBeLessThanOrEqual(y);
          expect(offsets[line + 1]).toBeGreaterThan(y);
        }
      }),
    );
  });

  it('leaves no gap wherever one scrolls, and draws little beyond', () => {
    fc.assert(
      fc.property(heights, fc.array(fc.integer({ min: 0, max: 100_000 })), (list, places) => {
        const offsets = offsetsOf(list, same);
        const [height, end] = [800, offsets.at(-1) ?? 0];
        let drawn = null;
        let before = 0;
        for (const place of places) {
          const top = Math.min(place, Math.max(0, end - height));
          drawn = linesFor(offsets, { top, height, direction: top - before }, drawn);
          before = top;
          expect(offsets[drawn.first]).toBeLessThanOrEqual(top);
          expect(offsets[drawn.end]).toBeGreaterThanOrEqual(Math.min(end, top + height));
          const pixels = (offsets[drawn.end] ?? 0) - (offsets[drawn.first] ?? 0);
          expect(pixels).toBeLessThanOrEqual(height + 2000);
        }
      }),
    );
  });

  it('draws nothing anew for a few pixels', () => {
    const offsets = offsetsOf(
      Array.from({ length: 100 }, () => 200),
      same,
    );
    const drawn = linesFor(offsets, { top: 5000, height: 800, direction: 1 }, null);
    expect(linesFor(offsets, { top: 5200, height: 800, direction: 1 }, drawn)).toBe(drawn);
    expect(linesFor(offsets, { top: 6000, height: 800, direction: 1 }, drawn)).not.toBe(drawn);
  });

  it('has no lines where there are none', () => {
    expect(linesFor(offsetsOf([], same), { top: 0, height: 800, direction: 0 }, null)).toEqual({
      first: 0,
      end: 0,
    });
  });
});
