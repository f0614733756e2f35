import { MAX_AVATAR_SIZE } from '@wmory/contract';
import { type ChosenPicture, type Crop, squareOf } from './crop';
import { QUALITIES, SIDE } from './square';

const encode = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));

/** The square of the picture as a small JPEG, without what the file says besides. */
export async function makeSquare(picture: ChosenPicture, crop: Crop): Promise<Uint8Array<ArrayBuffer>> {
  const { x, y, side } = squareOf(picture, crop);
  const image = new Image();
  image.src = picture.uri;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The browser does not draw');
  // What is transparent would come out black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, SIDE, SIDE);
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, x, y, side, side, 0, 0, SIDE, SIDE);
  for (const quality of QUALITIES) {
    const blob = await encode(canvas, quality);
    if (blob && blob.size <= MAX_AVATAR_SIZE) return new Uint8Array(await blob.arrayBuffer());
  }
  throw new Error('The square does not become small enough');
}
