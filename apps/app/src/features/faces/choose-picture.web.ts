import { chooseFile } from '@/lib/web/choose-file';
import type { ChosenPicture } from './crop';

async function read(file: Blob): Promise<ChosenPicture> {
  const uri = URL.createObjectURL(file);
  const image = new Image();
  image.src = uri;
  try {
    await image.decode();
    return { uri, width: image.naturalWidth, height: image.naturalHeight };
  } catch (error) {
    URL.revokeObjectURL(uri);
    throw error;
  }
}

/** Lets the person choose a picture; null when they close the dialog. Rejects where the browser cannot read it. */
export async function choosePicture(): Promise<ChosenPicture | null> {
  const file = await chooseFile();
  return file ? read(file) : null;
}

/** The picture at an address. Rejects where there is none. */
export const pictureAt = async (address: string): Promise<ChosenPicture> =>
  read(await (await fetch(address)).blob());

/** Lets go of what was chosen. */
export const dropPicture = ({ uri }: ChosenPicture): void => URL.revokeObjectURL(uri);
