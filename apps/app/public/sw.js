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
/** Milliseconds without another picture after which those that came are kept: never while photos fly by. */
const QUIET = 500;
/** Pictures that wait for that at most. */
const MOST_WAITING = 1000;
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
/** When a picture was asked for last, in UTC milliseconds. */
let askedAt = 0;
let opened = null;
let quiet = null;
let keeping = null;
/** Names of the pictures that are kept; null until they have been read. */
let keptNames = null;
/** Addresses of pictures to keep, by their names. */
const seen = new Map();

openPictures()
  .then((pictures) => pictures.keys())
  .then((requests) => {
    keptNames ??= new Set(requests.map(({ url }) => url));
  })
  .catch(() => {});

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
  if (variant.test(pathname) && request.destination === 'image') {
    const name = origin + pathname;
    askedAt = Date.now();
    if (keptNames?.has(name) !== true) event.waitUntil(keepLater(name, request.url));
    // What is not kept the browser fetches itself, which takes a fraction of the work. Of another origin it would get it in a
    // way in which it cannot be kept.
    if (keptNames === null || keptNames.has(name) || origin !== self.location.origin)
      event.respondWith(answerPicture(request, name));
  } else if (origin !== self.location.origin || elsewhere.test(pathname)) return;
  else if (request.mode === 'navigate') event.respondWith(answerPage(request));
  else if (own.has(pathname)) event.respondWith(answerFile(request, pathname));
});

// `{ keep: [address] }` names what was shown before this worker was there. `{ forget: '' }` forgets every picture,
// `{ forget: <group id> }` those of a group, and answers once it is done.
self.addEventListener('message', (event) => {
  const { keep = [], forget } = event.data ?? {};
  for (const address of keep) {
    const { origin, pathname } = new URL(address);
    if (variant.test(pathname)) event.waitUntil(keepLater(origin + pathname, address));
  }
  if (typeof forget !== 'string') return;
  era += 1;
  event.waitUntil(forgetPictures(forget).finally(() => event.ports[0]?.postMessage('done')));
});

async function forgetPictures(groupId) {
  seen.clear();
  if (groupId === '') {
    opened = null;
    keptNames = new Set();
    return void (await caches.delete(PICTURES));
  }
  const pictures = await caches.open(PICTURES);
  for (const request of await pictures.keys())
    if (request.url.includes(`/media/${groupId}/`)) await forgetPicture(pictures, request);
}

async function forgetPicture(pictures, request) {
  keptNames?.delete(request.url);
  await pictures.delete(request);
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

/** Opened once, as each opening takes as long as finding a picture. */
function openPictures() {
  opened ??= caches.open(PICTURES);
  return opened;
}

async function answerPicture(request, name) {
  const picture = await (await openPictures()).match(name);
  if (picture) return picture;
  // An image of another origin would come opaque, which counts for megabytes and may be an error.
  const answer = await fetch(request.url, { mode: 'cors', credentials: 'omit' }).catch(() => null);
  return answer ?? fetch(request);
}

/** Resolves once no picture has been asked for in a while. */
function untilQuiet() {
  quiet ??= new Promise((resolve) => {
    const look = () => {
      const left = askedAt + QUIET - Date.now();
      if (left > 0) return void setTimeout(look, left);
      quiet = null;
      resolve();
    };
    look();
  });
  return quiet;
}

/** Keeps a picture that is asked for, together with the others that are; resolves once all of them are. */
function keepLater(name, address) {
  seen.set(name, address);
  keeping ??= keepSeen().finally(() => {
    keeping = null;
  });
  return keeping;
}

async function keepSeen() {
  for (;;) {
    if (seen.size < MOST_WAITING) await untilQuiet();
    const [[name, address] = []] = seen;
    if (name === undefined) return;
    seen.delete(name);
    if (!keptNames?.has(name)) await keepPicture(name, address).catch(() => {});
  }
}

/** What was shown a moment ago comes out of the browser's own cache here. */
async function keepPicture(name, address) {
  const before = era;
  const answer = await fetch(address, { mode: 'cors', cache: 'force-cache' });
  if (answer.status !== 200) return;
  const type = answer.headers.get('content-type') ?? 'image/webp';
  const body = await answer.blob();
  const pictures = await openPictures();
  if (before !== era) return;
  await pictures.put(name, new Response(body, { headers: { 'content-type': type } }));
  keptNames?.add(name);
  added += 1;
  if (added % 100 !== 1) return;
  const all = await pictures.keys();
  for (const oldest of all.slice(0, Math.max(0, all.length - MOST_PICTURES)))
    await forgetPicture(pictures, oldest);
}
