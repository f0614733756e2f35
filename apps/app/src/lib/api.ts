import { type Client, createClient } from '@wmory/contract';
import { language } from '@/i18n';
import { takeEarly } from './early';
import { noteReachable } from './reachability';
import { serverOrigin } from './server';
import { headers, keepRefreshToken, refreshBody } from './session/credentials';
import { createRenewal } from './session/renewal';
import { exclusive, tell } from './session/tabs';

const send: typeof fetch = async (address, init) => {
  try {
    // Letters come in the language of the app, which need not be the browser's.
    const headers = { ...init?.headers, 'accept-language': language() };
    const early = await takeEarly(String(address), init);
    // It shows that the server answered then, not that it does now.
    if (early) return early;
    const response = await fetch(address, { ...init, headers });
    noteReachable(true);
    return response;
  } catch (error) {
    if (!init?.signal?.aborted) noteReachable(false);
    throw error;
  }
};

const options = { baseUrl: serverOrigin, fetch: send, headers };
const withoutSession = createClient(options);

let whenEnded: () => void = () => {};
/** Sets what happens when the server says that the session is over. */
export const onSessionEnded = (callback: () => void): void => {
  whenEnded = callback;
};

/** The tokens of this session. */
export const renewal = createRenewal({
  refresh: async () => {
    const tokens = await withoutSession.refreshSession({ body: await refreshBody() });
    if (tokens.refreshToken) await keepRefreshToken(tokens.refreshToken);
    return tokens;
  },
  exclusive,
  announce: (tokens) => tell({ kind: 'renewed', tokens: { ...tokens, refreshToken: undefined } }),
  ended: () => whenEnded(),
});

/** The API, one method per operation of the contract; renews the session as it goes. */
export const api: Client = createClient({
  ...options,
  accessToken: renewal.accessToken,
  renew: renewal.renew,
});
