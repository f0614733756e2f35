import { MAX_AVATAR_SIZE } from '@wmory/contract';
import { File } from 'expo-file-system';
import { ImageManipulator, SaveFormat } from 'expo-image-manipulator';
import { type ChosenPicture, type Crop, squareOf } from './crop';
import { QUALITIES, SIDE } from './square';

/** The square of the picture as a small JPEG, without what the file says besides. */
export async function makeSquare(picture: ChosenPicture, crop: Crop): Promise<Uint8Array<ArrayBuffer>> {
  const { x, y, side } = squareOf(picture, crop);
  const context = ImageManipulator.manipulate(picture.uri);
  context.crop({ originX: x, originY: y, width: side, height: side }).resize({ width: SIDE, height: SIDE });
  const image = await context.renderAsync();
  for (const compress of QUALITIES) {
    const { uri } = await image.saveAsync({ format: SaveFormat.JPEG, compress });
    const file = new File(uri);
    const bytes = await file.bytes();
    file.delete();
    if (bytes.byteLength <= MAX_AVATAR_SIZE) return bytes;
  }
  throw new Error('The square does not become small enough');
}
