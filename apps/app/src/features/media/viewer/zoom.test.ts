import { MOST, REST, settle, wholeSize, zoomAt } from './zoom';

const stage = { width: 400, height: 800 };
const picture = { width: 400, height: 300 };

describe('zoom', () => {
  it('leaves in place what lies under the pointer', () => {
    const at = { x: 60, y: -40 };
    const zoom = zoomAt({ scale: 2, x: 15, y: 5 }, 3, at);
    // The same point of the picture, before and after.
    expect((at.x - zoom.x) / zoom.scale).toBeCloseTo((at.x - 15) / 2);
    expect((at.y - zoom.y) / zoom.scale).toBeCloseTo((at.y - 5) / 2);
  });

  it('never goes below the whole picture nor beyond the most', () => {
    expect(zoomAt(REST, 0.2, { x: 0, y: 0 }).scale).toBe(1);
    expect(zoomAt(REST, 99, { x: 0, y: 0 }).scale).toBe(MOST);
  });

  it('keeps the picture over the stage, and in the middle where it is smaller', () => {
    expect(settle({ scale: 2, x: 900, y: 900 }, picture, stage)).toEqual({ scale: 2, x: 200, y: 0 });
    expect(settle({ scale: 1, x: 30, y: 30 }, picture, stage)).toEqual(REST);
  });
});

describe('the size of a whole picture', () => {
  it('shows all of a picture', () => {
    expect(wholeSize({ width: 4000, height: 3000 }, stage)).toEqual({ width: 400, height: 300 });
    expect(wholeSize({ width: 1000, height: 4000 }, stage)).toEqual({ width: 200, height: 800 });
  });

  it('does not blow small ones up', () => {
    expect(wholeSize({ width: 100, height: 50 }, stage)).toEqual({ width: 200, height: 100 });
  });
});
