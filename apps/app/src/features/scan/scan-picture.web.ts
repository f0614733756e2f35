import { chooseFile } from '@/lib/web/choose-file';
import { openDecoder } from './decode.web';

/** Lets the person choose a picture and reads the code in it. Null: they chose none; `none`: it holds no code. */
export async function scanPicture(): Promise<{ text: string } | 'none' | null> {
  const file = await chooseFile();
  if (!file) return null;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return 'none';
  const { read } = await openDecoder();
  const text = read(picture, picture.width, picture.height, true);
  picture.close();
  return text === null ? 'none' : { text };
}
