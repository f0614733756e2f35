import type { Session } from '@wmory/contract';
import { uuidv7 } from 'uuidv7';
import type { Actor, Caller } from '../../caller.ts';
import { toMoment } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import { AppError } from '../../error.ts';
import type { Context } from './deps.ts';
import { nameDevice } from './device.ts';
import { isLive, isNewDevice, judgeRefresh, SESSION_IDLE, SESSION_MAX } from './policy.ts';
import type { UserRow } from './store.ts';
import * as store from './store-sessions.ts';

/** What a client gets to go on with. */
export interface IssuedTokens {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  refreshToken: string;
  /** Seconds until the refresh token is of no use any more. */
  refreshMaxAge: number;
}

interface Lineage {
  id: string;
  user_id: string;
  generation: number;
  expires_at: number;
}

const LISTED = 100;

/**
 * Writes the session, and owes its owner a letter if it is on a device never seen before; `issueTokens` follows once
 * the transaction has committed, in which the account is locked.
 * `confirmed`: its owner has just shown to be it, by password or passkey.
 */
export async function startSession(
  context: Context,
  tx: Tx,
  caller: Caller,
  { user, confirmed }: { user: Pick<UserRow, 'id' | 'verified_at'>; confirmed: boolean },
): Promise<Lineage> {
  const now = context.clock();
  const userId = user.id;
  const id = uuidv7();
  const session = {
    id,
    user_id: userId,
    user_agent: caller.userAgent.slice(0, 200),
    created_at: now,
    last_used_at: now,
    expires_at: now + SESSION_MAX,
    generation: 0,
    refresh_hash: context.refreshTokens.hash(context.refreshTokens.make(id, 0)),
    rotated_at: now,
    ended_at: null,
    confirmed_at: confirmed ? now : null,
  };
  const device = nameDevice(caller.userAgent);
  const known = (await store.selectSessions(tx, userId, LISTED)).map((each) => nameDevice(each.user_agent));
  await store.insertSession(tx, session);
  if (isNewDevice(device, known, user, now)) await context.outbox.owe(tx, userId, 'new-device', id);
  await context.audit.record(tx, { action: 'session.started', by: { ...caller, userId }, subjectId: id });
  return session;
}

export async function issueTokens(context: Context, session: Lineage): Promise<IssuedTokens> {
  const { id: sessionId, user_id: userId, generation, expires_at: end } = session;
  const life = Math.min(SESSION_IDLE, end - context.clock());
  return {
    ...(await context.accessTokens.sign({ userId, sessionId })),
    refreshToken: context.refreshTokens.make(sessionId, generation),
    refreshMaxAge: Math.floor(life / 1000),
  };
}

/** Ends the session of a token that came twice. */
async function endReplayed(context: Context, caller: Caller, session: store.SessionRow): Promise<void> {
  await context.database.transaction(async (tx) => {
    const ended = await store.endSessions(tx, session.user_id, context.clock(), { only: session.id });
    if (ended === 0) return;
    // Who sent it may be the thief as well as the owner: nobody is named as the actor.
    await context.audit.record(tx, {
      action: 'session.replayed',
      by: caller,
      subjectId: session.id,
      details: { userId: session.user_id },
    });
  });
}

/** Trades a refresh token for new tokens. Throws `session-ended` for all that is wrong with it. */
export async function refreshSession(
  context: Context,
  caller: Caller,
  token: string | null,
): Promise<IssuedTokens> {
  const { database, refreshTokens, clock } = context;
  const claim = token === null ? null : refreshTokens.read(token);
  const session = claim && (await store.selectSession(database, claim.sessionId));
  if (!session) throw new AppError('session-ended');
  const now = clock();
  const verdict = judgeRefresh(session, claim.generation, now);
  if (verdict === 'repeat') return issueTokens(context, session);
  if (verdict === 'replayed') await endReplayed(context, caller, session);
  if (verdict !== 'rotate') throw new AppError('session-ended');
  const generation = session.generation + 1;
  const rotated = await store.rotateSession(database, session.id, session.refresh_hash, {
    generation,
    refresh_hash: refreshTokens.hash(refreshTokens.make(session.id, generation)),
    rotated_at: now,
    last_used_at: now,
  });
  // Somebody was faster: the token is now the previous one, or the session has ended.
  return rotated ? issueTokens(context, { ...session, generation }) : refreshSession(context, caller, token);
}

/** The session behind an access token. Throws `unauthenticated`, or `session-ended` once it was revoked. */
export async function authenticate(
  context: Context,
  accessToken: string,
): Promise<Pick<Actor, 'userId' | 'sessionId'>> {
  const claims = await context.accessTokens.verify(accessToken);
  const session = await store.selectLiveness(context.database, claims.sessionId);
  if (session?.user_id !== claims.userId || !isLive(session, context.clock())) {
    throw new AppError('session-ended');
  }
  return claims;
}

export async function listSessions({ database, clock }: Context, actor: Actor): Promise<Session[]> {
  const now = clock();
  const open = { now, usedAfter: now - SESSION_IDLE, limit: LISTED };
  const rows = await store.selectOpenSessions(database, actor.userId, open);
  return rows.map((row) => ({
    id: row.id,
    device: nameDevice(row.user_agent),
    createdAt: toMoment(row.created_at),
    lastUsedAt: toMoment(row.last_used_at),
    current: row.id === actor.sessionId,
  }));
}

/** Answers false when it is no open session of the actor's. */
async function endOne(context: Context, actor: Actor, sessionId: string): Promise<boolean> {
  return context.database.transaction(async (tx) => {
    const ended = await store.endSessions(tx, actor.userId, context.clock(), { only: sessionId });
    if (ended === 0) return false;
    await context.audit.record(tx, { action: 'session.ended', by: actor, subjectId: sessionId });
    return true;
  });
}

/** Throws `not-found` unless it is an open session of the actor's. */
export async function endSession(context: Context, actor: Actor, sessionId: string): Promise<void> {
  if (!(await endOne(context, actor, sessionId))) throw new AppError('not-found');
}

/** Ends the session that asks; one that has just ended is no error. */
export async function logOut(context: Context, actor: Actor): Promise<void> {
  await endOne(context, actor, actor.sessionId);
}

export async function endAllSessions(context: Context, actor: Actor): Promise<void> {
  await context.database.transaction(async (tx) => {
    const count = await store.endSessions(tx, actor.userId, context.clock());
    await context.audit.record(tx, {
      action: 'session.ended',
      by: actor,
      subjectId: actor.userId,
      details: { count },
    });
  });
}
