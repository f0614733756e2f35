import fc from 'fast-check';
import { centred, MAX_ZOOM, movedBy, squareOf, zoomedBy } from './crop';

const landscape = { width: 4000, height: 3000 };

describe('the square of a picture', () => {
  it('is its largest one in the middle at first', () => {
    expect(squareOf(landscape, centred)).toEqual({ x: 500, y: 0, side: 3000 });
    expect(squareOf({ width: 3000, height: 4000 }, centred)).toEqual({ x: 0, y: 500, side: 3000 });
  });

  it('goes against the picture, and stops at its edge', () => {
    const moved = movedBy(landscape, centred, 0.1, 0.5);
    expect(squareOf(landscape, moved)).toEqual({ x: 200, y: 0, side: 3000 });
    expect(squareOf(landscape, movedBy(landscape, moved, 5, 0)).x).toBe(0);
    expect(squareOf(landscape, movedBy(landscape, moved, -5, 0)).x).toBe(1000);
    // What was too far is not kept: the first step back counts.
    const back = movedBy(landscape, movedBy(landscape, centred, 5, 0), -0.1, 0);
    expect(squareOf(landscape, back).x).toBe(300);
  });

  it('grows smaller around its middle, and back to all that there is', () => {
    const near = zoomedBy(landscape, centred, 2);
    expect(squareOf(landscape, near)).toEqual({ x: 1250, y: 750, side: 1500 });
    expect(zoomedBy(landscape, near, 100).zoom).toBe(MAX_ZOOM);
    expect(zoomedBy(landscape, near, 0.01)).toEqual(centred);
  });

  it('lies within the picture, whatever is done to it', () => {
    const size = fc.record({
      width: fc.integer({ min: 1, max: 9000 }),
      height: fc.integer({ min: 1, max: 9000 }),
    });
    const step = fc.tuple(
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
    );
    fc.assert(
      fc.property(size, fc.array(step, { maxLength: 8 }), (picture, steps) => {
        let crop = centred;
        for (const [right, down, factor] of steps)
          crop = zoomedBy(picture, movedBy(picture, crop, right, down), factor);
        const { x, y, side } = squareOf(picture, crop);
        expect(side).toBeGreaterThanOrEqual(1);
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(x + side).toBeLessThanOrEqual(picture.width);
        expect(y + side).toBeLessThanOrEqual(picture.height);
      }),
    );
  });
});
