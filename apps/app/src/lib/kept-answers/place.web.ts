const CACHE = 'wmory.answers';
const NAME = '/answers';

/** What was written last; null when there is nothing. */
export async function readKept(): Promise<string | null> {
  const kept = await (await caches.open(CACHE)).match(NAME);
  return kept ? kept.text() : null;
}

export async function writeKept(text: string): Promise<void> {
  await (await caches.open(CACHE)).put(NAME, new Response(text));
}

export async function eraseKept(): Promise<void> {
  await caches.delete(CACHE);
}
