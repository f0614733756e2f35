import type { Candidate } from './candidate';
import { candidateOf } from './files.web';

// The service worker puts them here; see public/sw.js.
const PLACE = 'wmory.shared';

async function readFile(answer: Response): Promise<Candidate> {
  const type = answer.headers.get('content-type') ?? '';
  const name = decodeURIComponent(answer.headers.get('x-name') ?? 'photo');
  const lastModified = Number(answer.headers.get('x-modified'));
  return candidateOf(new File([await answer.blob()], name, { type, lastModified }));
}

/** The files that another app has shared with this one; they stay there until they are dropped. */
export async function collectSharedFiles(): Promise<Candidate[]> {
  if (typeof caches === 'undefined' || !(await caches.has(PLACE))) return [];
  const answers = await (await caches.open(PLACE)).matchAll();
  return Promise.all(answers.map(readFile));
}

/** Forgets them. */
export async function dropSharedFiles(): Promise<void> {
  if (typeof caches !== 'undefined') await caches.delete(PLACE);
}

/** Calls back when more arrive while the page is open. On the web, each time opens a page. */
export function watchSharedFiles(_listener: () => void): () => void {
  return () => {};
}
