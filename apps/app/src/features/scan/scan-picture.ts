import { scanFromURLAsync } from 'expo-camera';
import * as ImagePicker from 'expo-image-picker';

/** Lets the person choose a picture and reads the code in it. Null: they chose none; `none`: it holds no code. */
export async function scanPicture(): Promise<{ text: string } | 'none' | null> {
  const { assets } = await ImagePicker.launchImageLibraryAsync({ mediaTypes: ['images'], quality: 1 });
  const uri = assets?.[0]?.uri;
  if (!uri) return null;
  const [found] = await scanFromURLAsync(uri, ['qr']).catch(() => []);
  return found ? { text: found.data } : 'none';
}
