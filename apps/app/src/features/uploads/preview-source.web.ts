import type { UploadHandle } from './candidate';

/** Pixels of the shorter side. */
const SIDE = 320;
/** Decoding a large picture takes memory; two at a time do. */
const AT_ONCE = 2;

const drawn = new Map<string, Promise<string | null>>();
const waiting: (() => void)[] = [];
let busy = 0;

async function turn<T>(task: () => Promise<T>): Promise<T> {
  if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  busy += 1;
  try {
    return await task();
  } finally {
    busy -= 1;
    waiting.shift()?.();
  }
}

async function draw(file: File): Promise<string | null> {
  const bitmap = await createImageBitmap(file, { resizeWidth: SIDE, resizeQuality: 'medium' });
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8));
  return blob && URL.createObjectURL(blob);
}

/** The address of a small picture of a file that is being uploaded; null where the browser cannot draw it. */
export function previewOf(id: string, handle: UploadHandle): Promise<string | null> {
  const { file } = handle;
  if (!file) return Promise.resolve(null);
  const known = drawn.get(id) ?? turn(() => draw(file)).catch(() => null);
  drawn.set(id, known);
  return known;
}

function release(id: string): void {
  void drawn.get(id)?.then((url) => url && URL.revokeObjectURL(url));
  drawn.delete(id);
}

/** Gives pictures back; all of them without ids. */
export function forgetPreviews(ids: Iterable<string> = [...drawn.keys()]): void {
  for (const id of ids) release(id);
}
