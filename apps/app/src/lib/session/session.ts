import { type Assertion, ConnectionError, type Me, type SessionStart } from '@wmory/contract';
import { create } from 'zustand';
import { api, onSessionEnded, renewal } from '../api';
import { dropEarly } from '../early';
import { eraseAnswers, keepAnswersOf, readAnswers } from '../kept-answers';
import { queryClient } from '../query-client';
import { onReachable } from '../reachability';
import { forgetPictures } from '../service-worker';
import { startAfresh } from '../start-afresh';
import { keepRefreshToken, mayHaveSession, transport } from './credentials';
import { hear, tell } from './tabs';

/** `starting`: not known yet; `unreachable`: the server did not answer while we asked. */
export type SessionState =
  | { status: 'starting' }
  | { status: 'unreachable' }
  | { status: 'out'; ended: boolean }
  | { status: 'in'; me: Me };

/** Who is logged in; read it in components with `useSession()`. */
export const useSession = create<{ state: SessionState }>(() => ({ state: { status: 'starting' } }));
const set = (state: SessionState) => useSession.setState({ state });
const now = () => useSession.getState().state;

/** `log-out`: the person asked; `ended`: the server, or another tab, said so. */
export type WipeReason = 'log-out' | 'ended';
type Wiper = (reason: WipeReason) => void | Promise<void>;

const wipers = new Set<Wiper>();
/** Registers what else to forget when a session ends, such as a kept queue of uploads. */
export function onWipe(wiper: Wiper): () => void {
  wipers.add(wiper);
  return () => wipers.delete(wiper);
}

async function forget(reason: WipeReason, ended: boolean): Promise<void> {
  renewal.drop();
  dropEarly();
  set({ status: 'out', ended });
  queryClient.clear();
  await Promise.allSettled([
    keepRefreshToken(null),
    eraseAnswers(),
    forgetPictures(),
    ...[...wipers].map(async (wipe) => wipe(reason)),
  ]);
}

async function begin({ me, ...tokens }: SessionStart): Promise<void> {
  if (tokens.refreshToken) await keepRefreshToken(tokens.refreshToken);
  renewal.adopt(tokens);
  queryClient.clear();
  keepAnswersOf(me, null);
  set({ status: 'in', me });
  tell({
    kind: 'began',
    tokens: { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn },
    userId: me.id,
  });
}

type Kept = Awaited<ReturnType<typeof readAnswers>>;

function takeUp(me: Me, kept: Kept): void {
  keepAnswersOf(me, kept);
  set({ status: 'in', me });
}

/** Milliseconds that the server may take before what was kept is shown. */
const PATIENCE = 4000;

/** Rejects as if there were no connection once the work takes for long; it goes on all the same. */
async function withPatience<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const lost = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionError('The server takes its time')), PATIENCE);
  });
  return Promise.race([work, lost]).finally(() => clearTimeout(timer));
}

async function askWho(): Promise<Me | null> {
  if (!(await mayHaveSession()) || !(await renewal.renew())) return null;
  return api.getMe();
}

/** Shows what was kept; whether the session still stands is found out as soon as the server answers. */
function goOnOffline(kept: NonNullable<Kept>): void {
  renewal.assume();
  takeUp(kept.me, kept);
  const stop = onReachable((reachable) => {
    if (!reachable) return;
    stop();
    // The next call finds out as well; until then the name is the one of the last visit.
    refreshMe();
  });
}

/** Takes up the session of the last visit, if there is one, be it without a network. Never rejects. */
export async function startSession(): Promise<void> {
  set({ status: 'starting' });
  const kept = await readAnswers();
  try {
    const me = await (kept ? withPatience(askWho()) : askWho());
    if (me) return takeUp(me, kept);
    await eraseAnswers();
    set({ status: 'out', ended: false });
  } catch (error) {
    if (now().status !== 'starting') return;
    if (kept && error instanceof ConnectionError) goOnOffline(kept);
    else set({ status: 'unreachable' });
  }
}

/** Starts a session. Rejects as `logIn` does. */
export async function logIn(email: string, password: string): Promise<void> {
  await begin(await api.logIn({ body: { email, password, transport } }));
}

/** Starts a session with a passkey. Rejects as `logInWithPasskey` does. */
export async function logInWithPasskey(passkey: Assertion): Promise<void> {
  await begin(await api.logInWithPasskey({ body: { passkey, transport } }));
}

/** Confirms an address by the letter's code or link; starts a session. Rejects as `verifyEmail` does. */
export async function verifyEmail(proof: { email: string; code: string } | { token: string }): Promise<void> {
  await begin(await api.verifyEmail({ body: { ...proof, transport } }));
}

/**
 * Ends the session here and forgets all that was kept. Rejects, still logged in, when the server of a
 * cookie cannot be reached: only the server can take the cookie away.
 */
export async function logOut(everywhere = false): Promise<void> {
  try {
    await (everywhere ? api.endAllSessions() : api.logOut());
  } catch (error) {
    if (now().status === 'in' && (transport === 'cookie' || everywhere)) throw error;
  }
  tell({ kind: 'ended' });
  await forget('log-out', false);
}

/** Asks anew who is logged in; where nobody answers, all stays as it is. */
export function refreshMe(): void {
  api.getMe().then(updateMe, () => {});
}

/** Shows a changed name everywhere. */
export function updateMe(me: Me): void {
  if (now().status === 'in') set({ status: 'in', me });
}

onSessionEnded(() => {
  const wasIn = now().status === 'in';
  if (wasIn) tell({ kind: 'ended' });
  void forget('ended', wasIn);
});

hear(async (notice) => {
  const state = now();
  if (notice.kind === 'ended') {
    if (state.status === 'in') await forget('ended', true);
  } else if (notice.kind === 'renewed') {
    if (state.status === 'in') renewal.adopt(notice.tokens);
  } else if (state.status === 'in') {
    if (state.me.id !== notice.userId) startAfresh();
    else renewal.adopt(notice.tokens);
  } else {
    renewal.adopt(notice.tokens);
    const me = await api.getMe().catch(() => null);
    if (me) takeUp(me, null);
  }
});

/** The account that is logged in. For screens that exist only inside a session. */
export function useMe(): Me {
  const state = useSession((store) => store.state);
  if (state.status !== 'in') throw new Error('There is no session here');
  return state.me;
}
