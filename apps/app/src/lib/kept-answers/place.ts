import { File, Paths } from 'expo-file-system';

const place = () => new File(Paths.cache, 'answers.json');

/** What was written last; null when there is nothing. */
export async function readKept(): Promise<string | null> {
  const file = place();
  return file.exists ? file.text() : null;
}

export async function writeKept(text: string): Promise<void> {
  place().write(text);
}

export async function eraseKept(): Promise<void> {
  const file = place();
  if (file.exists) file.delete();
}
