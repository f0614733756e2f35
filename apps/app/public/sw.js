// Lets the app open without a network: it keeps the app's own files, and the small pictures that were seen.
// What the server said is kept by the page itself, in src/lib/kept-answers.
importScripts('/shell.js');

const { files, version } = self.shell;
const SHELL = `wmory.shell.${version}`;
const PICTURES = 'wmory.pictures';
/** Files that another app has shared with this one; read by src/features/uploads/shared-files. */
const SHARED = 'wmory.shared';
/** About 100 MB of thumbnails and previews. */
const MOST_PICTURES = 3000;
/** Milliseconds that a page may take before the kept one is shown. */
const PATIENCE = 4000;

const own = new Set(files);
/** Addresses that are the server's own, none of the app's pages. */
const elsewhere = /^\/(api|store|docs|dev|metrics|hooks|livez|readyz|\.well-known)(\/|$)/;
/** A name with the hash of its content: the same for good. */
const hashed = /[.-][0-9a-f]{20,}\./;
/** What is shown of a photo, of any store: the path stays, the signature behind it changes. */
const variant = /\/media\/[^/]+\/[^/]+\/(thumb|preview)$/;

/** Grows when pictures are forgotten: what was asked for before is not kept any more. */
let era = 0;
let added = 0;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(SHELL)
      .then((shell) => shell.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))),
  );
});

// A newer version waits until no page of the older one is open, so that no page loses the files it still loads.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const older = names.filter((name) => name.startsWith('wmory.shell.') && name !== SHELL);
      await Promise.all(older.map((name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method === 'POST' && origin === self.location.origin && pathname === '/share')
    event.respondWith(takeShared(request));
  if (request.method !== 'GET') return;
  if (variant.test(pathname) && request.destination === 'image')
    event.respondWith(answerPicture(request, event));
  else if (origin !== self.location.origin || elsewhere.test(pathname)) return;
  else if (request.mode === 'navigate') event.respondWith(answerPage(request));
  else if (own.has(pathname)) event.respondWith(answerFile(request, pathname));
});

// `{ forget: '' }` forgets every picture, `{ forget: <group id> }` those of a group; answers once it is done.
self.addEventListener('message', (event) => {
  const { forget } = event.data ?? {};
  if (typeof forget !== 'string') return;
  era += 1;
  event.waitUntil(forgetPictures(forget).finally(() => event.ports[0]?.postMessage('done')));
});

async function forgetPictures(groupId) {
  if (groupId === '') return void (await caches.delete(PICTURES));
  const pictures = await caches.open(PICTURES);
  for (const request of await pictures.keys())
    if (request.url.includes(`/media/${groupId}/`)) await pictures.delete(request);
}

// The system hands files over as a form (see share_target in the manifest); they never go to the server this way.
async function takeShared(request) {
  try {
    const files = (await request.formData()).getAll('photos').filter((file) => typeof file !== 'string');
    await caches.delete(SHARED);
    const shared = await caches.open(SHARED);
    for (const [index, file] of files.entries()) {
      const headers = {
        'content-type': file.type,
        'x-name': encodeURIComponent(file.name),
        'x-modified': String(file.lastModified),
      };
      await shared.put(`/share/${index}`, new Response(file, { headers }));
    }
  } catch {
    // What there is no room for must not come in part.
    await caches.delete(SHARED);
  }
  return Response.redirect('/share', 303);
}

async function answerPage(request) {
  const kept = caches.open(SHELL).then((shell) => shell.match('/'));
  const fresh = fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, null));
  const answer = await Promise.race([fresh, late]).catch(() => null);
  // Behind a portal, or in front of a server that is down, something answers, but not the app.
  if (answer && answer.status < 500) return answer;
  return (await kept) ?? answer ?? fresh;
}

async function answerFile(request, path) {
  const kept = () => caches.open(SHELL).then((shell) => shell.match(path));
  if (hashed.test(path)) return (await kept()) ?? fetch(request);
  try {
    return await fetch(request);
  } catch (error) {
    const file = await kept();
    if (file) return file;
    throw error;
  }
}

async function answerPicture(request, event) {
  const { origin, pathname } = new URL(request.url);
  const name = origin + pathname;
  const pictures = await caches.open(PICTURES);
  const kept = await pictures.match(name);
  if (kept) return kept;
  const before = era;
  // An image of another origin would come opaque, which counts for megabytes and may be an error.
  const answer = await fetch(request.url, { mode: 'cors', credentials: 'omit' }).catch(() => null);
  if (!answer) return fetch(request);
  if (answer.status === 200 && before === era)
    event.waitUntil(keepPicture(name, answer.clone(), before).catch(() => {}));
  return answer;
}

async function keepPicture(name, picture, before) {
  const body = await picture.blob();
  if (before !== era) return;
  const type = picture.headers.get('content-type') ?? 'image/webp';
  const pictures = await caches.open(PICTURES);
  await pictures.put(name, new Response(body, { headers: { 'content-type': type } }));
  added += 1;
  if (added % 100 !== 1) return;
  const all = await pictures.keys();
  for (const oldest of all.slice(0, Math.max(0, all.length - MOST_PICTURES))) await pictures.delete(oldest);
}
