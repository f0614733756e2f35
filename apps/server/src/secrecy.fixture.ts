import { mock } from 'node:test';

/** What carries a secret in a JSON body; of addresses, what follows the question mark. */
const secretFields = new Set([
  'password',
  'currentPassword',
  'newPassword',
  'token',
  'accessToken',
  'refreshToken',
  'challenge',
  'clientDataJSON',
  'signature',
]);
const addressFields = new Set(['url', 'thumb', 'preview']);

/** Every secret that passed by, with the kind of place it was seen in. */
export type Secrets = Map<string, string>;

function noteAddress(secrets: Secrets, address: string): void {
  const { search, searchParams } = new URL(address, 'http://localhost');
  if (search === '') return;
  secrets.set(search.slice(1), 'query');
  // Signatures, credentials and tokens; what is shorter is a date or a number.
  for (const [name, value] of searchParams) if (value.length >= 20) secrets.set(value, `query: ${name}`);
}

function noteBody(secrets: Secrets, value: unknown, name = ''): void {
  if (typeof value === 'string') {
    if (secretFields.has(name)) secrets.set(value, name);
    if (addressFields.has(name)) noteAddress(secrets, value);
    for (const [, token = ''] of value.matchAll(/#(?:token=)?([\w-]{20,})/g)) secrets.set(token, 'link');
  } else if (Array.isArray(value)) for (const item of value) noteBody(secrets, item, name);
  else if (value) for (const [key, field] of Object.entries(value)) noteBody(secrets, field, key);
}

/** Listens in on every `fetch` of this process, until `mock.restoreAll()`. */
export function tapSecrets(): Secrets {
  const secrets: Secrets = new Map();
  const send = globalThis.fetch;
  mock.method(globalThis, 'fetch', async (input: string | URL | Request, init: RequestInit = {}) => {
    noteAddress(secrets, input instanceof Request ? input.url : String(input));
    const { body } = init;
    if (typeof body === 'string' && body.endsWith('}')) noteBody(secrets, JSON.parse(body));
    const response = await send(input, init);
    for (const cookie of response.headers.getSetCookie()) {
      const [, value = ''] = /^[^=]+=([^;]+)/.exec(cookie) ?? [];
      if (value !== '') secrets.set(value, 'cookie');
    }
    if (/json/.test(response.headers.get('content-type') ?? ''))
      noteBody(secrets, await response.clone().json());
    return response;
  });
  return secrets;
}
