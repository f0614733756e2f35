import fc from 'fast-check';
import { justify, tileSquares } from './justify';

const shapes = fc.record({
  width: fc.integer({ min: 300, max: 2200 }),
  target: fc.integer({ min: 120, max: 260 }),
  gap: fc.integer({ min: 0, max: 8 }),
});
const ratios = fc.array(fc.double({ min: 0.4, max: 4, noNaN: true }), { maxLength: 120 });

describe('rows of pictures', () => {
  it('keep every picture, in order', () => {
    fc.assert(
      fc.property(ratios, shapes, (list, shape) => {
        const rows = justify(list, shape);
        expect(rows.flatMap(({ start, end }) => list.slice(start, end))).toEqual(list);
        for (const { start, end, widths } of rows) expect(widths).toHaveLength(end - start);
      }),
    );
  });

  it('fill the width to the pixel, but for a short last one', () => {
    fc.assert(
      fc.property(ratios, shapes, (list, shape) => {
        const rows = justify(list, shape);
        for (const [index, { widths, height }] of rows.entries()) {
          const taken = widths.reduce((sum, width) => sum + width, shape.gap * (widths.length - 1));
          if (taken === shape.width) continue;
          expect(index).toBe(rows.length - 1);
          expect(taken).toBeLessThan(shape.width);
          expect(height).toBe(shape.target);
        }
      }),
    );
  });

  it('keep the ratio of every picture, to the pixel', () => {
    fc.assert(
      fc.property(ratios, shapes, (list, shape) => {
        for (const { start, widths, height } of justify(list, shape)) {
          for (const [index, width] of widths.entries()) {
            const ratio = list[start + index] ?? 0;
            // Height and width are each rounded by half a pixel at most, and so is where the picture begins.
            expect(Math.abs(width - ratio * height)).toBeLessThanOrEqual(1 + ratio / 2 + 1e-6);
          }
        }
      }),
    );
  });

  it('break where heights come nearest to the target', () => {
    const rows = justify([1.5, 1.5, 1.5, 1.5, 1.5, 1.5], { width: 906, target: 200, gap: 3 });
    expect(rows.map(({ widths }) => widths)).toEqual([
      [300, 300, 300],
      [300, 300, 300],
    ]);
  });

  it('leave no picture alone in the last row where there is another way', () => {
    const rows = justify([1, 1, 1, 1, 1, 1, 1], { width: 600, target: 200, gap: 0 });
    expect(rows.at(-1)?.widths.length).toBeGreaterThan(1);
  });
});

describe('squares', () => {
  it('are of one size, with the same columns in each row', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), shapes, (count, shape) => {
        const rows = tileSquares(count, shape);
        const columns = rows[0]?.widths.length ?? 0;
        expect(rows.reduce((sum, { widths }) => sum + widths.length, 0)).toBe(count);
        for (const { widths, height } of rows) {
          for (const [column, width] of widths.entries()) {
            expect(width).toBe(rows[0]?.widths[column]);
            expect(Math.abs(width - height)).toBeLessThanOrEqual(1);
          }
        }
        if (rows.length > 1) {
          const full = rows[0]?.widths ?? [];
          expect(full.reduce((sum, width) => sum + width, shape.gap * (columns - 1))).toBe(shape.width);
        }
      }),
    );
  });
});
