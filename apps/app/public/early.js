// Asks for what a group's feed needs while the app's scripts are on their way: who it is, the group, its first photos, and
// the first of their pictures, side by side. The app takes the answers by src/lib/early; what did not come it asks itself.
(() => {
  // The build writes here what draws a feed.
  const scripts = [];
  const groupId = /^\/groups\/([0-9a-f-]{36})\/?$/.exec(location.pathname)?.[1];
  if (!groupId) return;
  for (const href of scripts)
    document.head.append(
      Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href }),
    );

  let order = 'taken';
  try {
    if (localStorage.getItem('wmory.feed.order') === 'added') order = 'added';
  } catch {}
  // What the address looks for, as src/features/media/use-filter reads it.
  const { by = '', kind = '', since = '' } = Object.fromEntries(new URLSearchParams(location.search));
  const fresh = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(since);
  const query = new URLSearchParams({ order: fresh ? 'added' : order, limit: 100 });
  if (!fresh && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(by)) query.set('uploaderId', by);
  if (kind === 'image' || kind === 'video') query.set('kind', kind);
  if (fresh) query.set('since', since);
  const api = '/api/v1';
  const group = `${api}/groups/${groupId}`;
  const photos = `${group}/photos?${query}`;
  const ask = (path, headers, more) =>
    fetch(path, {
      headers: { accept: 'application/json', 'x-wmory-csrf': '1', ...headers },
      credentials: 'same-origin',
      cache: 'no-store',
      ...more,
    });
  // As the app does it: no other tab trades its cookie meanwhile.
  const alone = (task) => (navigator.locks ? navigator.locks.request('wmory.session', task) : task());
  const session = alone(() =>
    ask(`${api}/sessions/refresh`, { 'content-type': 'application/json' }, { method: 'POST', body: '{}' }),
  );
  const token = session.then(async (answer) =>
    answer.ok ? (await answer.clone().json()).accessToken : null,
  );
  const answers = { [`POST ${api}/sessions/refresh`]: session };
  for (const path of [`${api}/me`, group, photos])
    answers[`GET ${path}`] = token.then((good) =>
      good === null ? null : ask(path, { authorization: `Bearer ${good}` }),
    );
  for (const answer of Object.values(answers)) answer.catch(() => {});
  self.wmoryEarly = { at: Date.now(), answers };

  answers[`GET ${photos}`]
    .then((answer) => (answer?.ok ? answer.clone().json() : { photos: [] }))
    .then((page) => {
      for (const { urls } of page.photos.slice(0, 3)) if (urls) new Image().src = urls.thumb;
    })
    .catch(() => {});
})();
