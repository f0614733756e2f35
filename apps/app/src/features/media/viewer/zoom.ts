/** How a picture lies on the stage: enlarged around the middle, then moved by pixels. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

/** From the middle of the stage, in pixels. */
export interface Point {
  x: number;
  y: number;
}

export const REST: Zoom = { scale: 1, x: 0, y: 0 };
export const MOST = 6;
/** What a double click zooms to. */
export const CLOSER = 2.5;

/** Keeps the picture over the stage where it is larger, and in the middle where it is not. */
export function settle({ scale, x, y }: Zoom, picture: Size, stage: Size): Zoom {
  const kept = Math.min(MOST, Math.max(1, scale));
  const room = (side: 'width' | 'height') => Math.max(0, (picture[side] * kept - stage[side]) / 2);
  const hold = (value: number, most: number) => Math.min(most, Math.max(-most, value)) || 0;
  return { scale: kept, x: hold(x, room('width')), y: hold(y, room('height')) };
}

/** Zooms so that what lies under a point stays there. */
export function zoomAt(zoom: Zoom, scale: number, at: Point): Zoom {
  const next = Math.min(MOST, Math.max(1, scale));
  const factor = next / zoom.scale;
  return { scale: next, x: at.x - (at.x - zoom.x) * factor, y: at.y - (at.y - zoom.y) * factor };
}

/** The largest size in which a picture fits, enlarged at most this much. */
const LARGEST = 2;

/** The size at which a picture is shown whole; a square where its own size is not known yet. */
export function wholeSize(picture: { width: number | null; height: number | null }, stage: Size): Size {
  const { width, height } = picture;
  if (!width || !height) {
    const side = Math.min(stage.width, stage.height) * 0.6;
    return { width: side, height: side };
  }
  const scale = Math.min(stage.width / width, stage.height / height, LARGEST);
  return { width: width * scale, height: height * scale };
}
