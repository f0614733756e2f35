/** A picture on this device, upright. */
export interface ChosenPicture {
  uri: string;
  /** Pixels. */
  width: number;
  height: number;
}

/** Which square of a picture is meant. */
export interface Crop {
  /** How much larger than at its largest square; 1 at least. */
  zoom: number;
  /** Its middle, from 0 to 1 of the picture's width and height. */
  x: number;
  y: number;
}

export const MAX_ZOOM = 4;
/** The largest square in the middle. */
export const centred: Crop = { zoom: 1, x: 0.5, y: 0.5 };

type Size = Pick<ChosenPicture, 'width' | 'height'>;
const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** The square in pixels of the picture; all of it lies inside. */
export function squareOf({ width, height }: Size, crop: Crop): { x: number; y: number; side: number } {
  const side = Math.max(1, Math.floor(Math.min(width, height) / crop.zoom));
  const from = (middle: number, length: number) =>
    clamp(Math.round(middle * length - side / 2), 0, length - side);
  return { x: from(crop.x, width), y: from(crop.y, height), side };
}

/** As it is once the picture was moved below the square, by so many sides of the square. */
export function movedBy(size: Size, crop: Crop, right: number, down: number): Crop {
  const { side } = squareOf(size, crop);
  const [reachX, reachY] = [side / 2 / size.width, side / 2 / size.height];
  return {
    zoom: crop.zoom,
    x: clamp(crop.x - (right * side) / size.width, reachX, 1 - reachX),
    y: clamp(crop.y - (down * side) / size.height, reachY, 1 - reachY),
  };
}

/** As it is once the picture was made larger around the middle of the square, or smaller. */
export const zoomedBy = (size: Size, crop: Crop, factor: number): Crop =>
  movedBy(size, { ...crop, zoom: clamp(crop.zoom * factor, 1, MAX_ZOOM) }, 0, 0);
