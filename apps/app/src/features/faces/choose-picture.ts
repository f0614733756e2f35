import * as ImagePicker from 'expo-image-picker';
import { Image } from 'react-native';
import type { ChosenPicture } from './crop';

/** Lets the person choose a picture; null when they close the picker. Rejects where it cannot be read. */
export async function choosePicture(): Promise<ChosenPicture | null> {
  const { assets } = await ImagePicker.launchImageLibraryAsync({ mediaTypes: ['images'], quality: 1 });
  const [asset] = assets ?? [];
  return asset ? { uri: asset.uri, width: asset.width, height: asset.height } : null;
}

/** The picture at an address. Rejects where there is none. */
export async function pictureAt(uri: string): Promise<ChosenPicture> {
  return { uri, ...(await Image.getSize(uri)) };
}

/** Lets go of what was chosen. */
export function dropPicture(_: ChosenPicture): void {}
