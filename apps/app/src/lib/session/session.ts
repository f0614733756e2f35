import type { Me, SessionStart } from '@wmory/contract';
import { create } from 'zustand';
import { api, onSessionEnded, renewal } from '../api';
import { queryClient } from '../query-client';
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
  set({ status: 'out', ended });
  queryClient.clear();
  await Promise.allSettled([keepRefreshToken(null), ...[...wipers].map(async (wipe) => wipe(reason))]);
}

async function begin({ me, ...tokens }: SessionStart): Promise<void> {
  if (tokens.refreshToken) await keepRefreshToken(tokens.refreshToken);
  renewal.adopt(tokens);
  queryClient.clear();
  set({ status: 'in', me });
  tell({
    kind: 'began',
    tokens: { accessToken: tokens.accessToken, expiresIn: tokens.expiresIn },
    userId: me.id,
  });
}

/** Takes up the session of the last visit, if there is one. Never rejects. */
export async function startSession(): Promise<void> {
  set({ status: 'starting' });
  try {
    if (!(await mayHaveSession())) return set({ status: 'out', ended: false });
    if (!(await renewal.renew())) return set({ status: 'out', ended: false });
    set({ status: 'in', me: await api.getMe() });
  } catch {
    if (now().status === 'starting') set({ status: 'unreachable' });
  }
}

/** Starts a session. Rejects as `logIn` does. */
export async function logIn(email: string, password: string): Promise<void> {
  await begin(await api.logIn({ body: { email, password, transport } }));
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

/** Shows a changed name everywhere. */
export const updateMe = (me: Me): void => set({ status: 'in', me });

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
    if (me) set({ status: 'in', me });
  }
});

/** The account that is logged in. For screens that exist only inside a session. */
export function useMe(): Me {
  const state = useSession((store) => store.state);
  if (state.status !== 'in') throw new Error('There is no session here');
  return state.me;
}
