import { DAY, HOUR, MINUTE, SECOND } from '../../clock.ts';

/** Life of an access token; the session behind it is looked up all the same. */
export const ACCESS_TTL = 15 * MINUTE;

/** A key signs for so long. */
const KEY_LIFE = 90 * DAY;
/** How long a key goes on verifying once another signs; far longer than a token lives. */
const KEY_GRACE = DAY;
/** How long before it signs a key is made. Every server reads the keys again far sooner, whatever its clock says. */
const KEY_NOTICE = HOUR;
/** After so long a server reads the keys again. */
export const KEY_REFRESH = MINUTE;

interface KeyTimes {
  generation: number;
  signs_from: number;
}

/** The key that is to be made now, given all there are, oldest first; null where none is due. */
export function nextKey(keys: readonly KeyTimes[], now: number): KeyTimes | null {
  const newest = keys.at(-1);
  if (!newest) return { generation: 1, signs_from: now };
  const end = newest.signs_from + KEY_LIFE;
  if (now < end - KEY_NOTICE) return null;
  return { generation: newest.generation + 1, signs_from: Math.max(end, now + KEY_NOTICE) };
}

/** Which one signs: the newest whose time has come. Where none has, clocks differ, and the oldest does. */
export const signingIndex = (keys: readonly KeyTimes[], now: number): number =>
  Math.max(
    0,
    keys.findLastIndex((key) => key.signs_from <= now),
  );

/** The generation before which no key verifies any more; null where all still do. */
export const spentBefore = (keys: readonly KeyTimes[], now: number): number | null =>
  keys.slice(1).findLast((key) => key.signs_from + KEY_GRACE <= now)?.generation ?? null;

/** A session ends after so long without use, */
export const SESSION_IDLE = 30 * DAY;
/** and after so long in any case. */
export const SESSION_MAX = 90 * DAY;

/** How long the token before the current one is taken for a lost answer rather than a theft. */
const REPLAY_GRACE = 30 * SECOND;

export const CODE_TTL = 10 * MINUTE;
export const CODE_TRIES = 5;
export const VERIFY_LINK_TTL = 24 * HOUR;
export const RESET_LINK_TTL = HOUR;

/** A change of address can be confirmed for so long, however often its letter is sent again, */
export const EMAIL_CHANGE_TTL = DAY;
/** and its way back works so much longer, so that who reads the old mailbox has that long after any change. */
export const EMAIL_RETURN_TTL = 7 * DAY;
/** Longer than both together. */
export const KEEP_EMAIL_CHANGES = 10 * DAY;

/** An account that is to be deleted can be kept for so long, */
export const ACCOUNT_GRACE = 14 * DAY;
/** and its owner is reminded so long before the end. */
export const DELETION_REMINDER = 3 * DAY;
/** Pause of a deletion that waits for others, such as the object store. */
export const ERASURE_WAIT = MINUTE;
/** As `LETTER_TRIES`, of a letter that cannot be asked for again: more than a day. */
export const FAREWELL_TRIES = 30;

/** Wrong guesses at one secret, and how long it is quiet after the last of them. */
export const MAX_GUESSES = 5;
export const GUESS_WINDOW = 15 * MINUTE;

/** An account that nobody confirms goes after so long; spent tokens and ended sessions likewise. */
export const PENDING_TTL = 7 * DAY;
export const KEEP_SPENT = 30 * DAY;

export const LETTER_TRIES = 8;

/** Passkeys of an account, at most. */
export const MAX_PASSKEYS = 20;
/** How long an authenticator has to answer; people look for their phones. */
export const CHALLENGE_TTL = 5 * MINUTE;
/** How long after its owner showed to be it a session may change how the account is opened. */
const CONFIRMATION_TTL = 10 * MINUTE;

/** Whether the session's owner has shown a short while ago to be it. */
export const isConfirmed = ({ confirmed_at }: { confirmed_at: number | null }, now: number): boolean =>
  confirmed_at !== null && now < confirmed_at + CONFIRMATION_TTL;

/**
 * In the place of a password hash: no password opens this account (as in shadow(5)). Two sign-ups that did not
 * know each other's password claimed the same unconfirmed address, so neither password can be trusted: whoever
 * reads the mailbox confirms the address and then sets a new one. Were the newer sign-up's password kept, or the
 * older's, a stranger who signs up with somebody's address before or after its owner could log in once the owner
 * confirms (https://arxiv.org/abs/2205.10174, "classic-federated merge" and "unexpired session").
 */
export const UNUSABLE_PASSWORD = '!';

export interface SessionStanding {
  generation: number;
  rotated_at: number;
  last_used_at: number;
  expires_at: number;
  ended_at: number | null;
  verified_at: number | null;
  suspended_at: number | null;
  suspended_until: number | null;
}

/** Whether the account is suspended now; a suspension that was for a time ends by itself. */
export const isSuspended = (
  { suspended_at, suspended_until }: Pick<SessionStanding, 'suspended_at' | 'suspended_until'>,
  now: number,
): boolean => suspended_at !== null && (suspended_until === null || suspended_until > now);

/**
 * Whether the owner is to be told that a session starts on a device. Devices are told apart by what people call them,
 * so that a browser's update is none. The first one goes unsaid while the account is new: whoever signed up is there.
 */
export const isNewDevice = (
  device: string,
  known: readonly string[],
  { verified_at }: { verified_at: number | null },
  now: number,
): boolean =>
  known.length > 0
    ? !known.includes(device)
    : verified_at !== null && verified_at + FIRST_DEVICE_WITHIN <= now;

/** How long after its address was confirmed an account counts as new. */
const FIRST_DEVICE_WITHIN = DAY;

/** How long one can appeal after a refused log-in, before the password is asked for again. */
export const TICKET_TTL = HOUR;

/** Whether the session may be used now: neither ended nor idle, its account confirmed and not suspended. */
export const isLive = (session: Omit<SessionStanding, 'generation' | 'rotated_at'>, now: number): boolean =>
  session.ended_at === null &&
  session.expires_at > now &&
  session.last_used_at + SESSION_IDLE > now &&
  session.verified_at !== null &&
  !isSuspended(session, now);

/**
 * What a genuine refresh token of some generation means (RFC 9700, 4.14.2). `rotate`: it is the current one.
 * `repeat`: the answer that held the next one was lost, or two requests crossed; the current one is given again.
 * `replayed`: two parties hold tokens of this session, and one of them must not.
 */
export function judgeRefresh(
  session: SessionStanding,
  presented: number,
  now: number,
): 'rotate' | 'repeat' | 'replayed' | 'ended' {
  if (!isLive(session, now) || presented > session.generation) return 'ended';
  if (presented === session.generation) return 'rotate';
  const isPrevious = presented === session.generation - 1;
  return isPrevious && now <= session.rotated_at + REPLAY_GRACE ? 'repeat' : 'replayed';
}

/**
 * Whether another letter with a secret may go to the account, given when those of the last day went. The gaps
 * grow up to the life of a reset link, so that strangers who ask in somebody's name neither flood the mailbox nor
 * keep its owner without a link that works.
 */
export function mayMint(minted: readonly number[], now: number): boolean {
  const gaps = [0, MINUTE, 5 * MINUTE, 15 * MINUTE];
  const gap = gaps[minted.length] ?? RESET_LINK_TTL;
  return now >= Math.max(0, ...minted) + gap;
}

/**
 * Milliseconds until the account may have another letter sent to an address that it asks for; 0: now. It counts what
 * was asked, not what was sent, so that it tells nobody whether an address has an account.
 */
export function untilEmailAsk(asked: readonly { asked_at: number; asks: number }[], now: number): number {
  const lately = asked.filter(({ asked_at }) => asked_at > now - DAY);
  const count = lately.reduce((sum, { asks }) => sum + asks, 0);
  const gap = [0, 0, MINUTE, 5 * MINUTE, 15 * MINUTE][count] ?? HOUR;
  return Math.max(0, ...lately.map(({ asked_at }) => asked_at + gap - now));
}

/**
 * When an address that letters came back from gets the next one, should somebody ask for it: after a day, and twice
 * as long each time it comes back again. Null where people complained: only an administrator ends that.
 */
export const retryAt = (row: { reason: 'bounce' | 'complaint'; noted_at: number; times: number }) =>
  row.reason === 'complaint' ? null : row.noted_at + DAY * Math.min(2 ** (row.times - 1), 32);

/** Whether letters to the address are held back now. */
export function isSuppressed(
  row: { reason: 'bounce' | 'complaint'; noted_at: number; times: number; cleared_at: number | null },
  now: number,
): boolean {
  return row.cleared_at === null && now < (retryAt(row) ?? Number.POSITIVE_INFINITY);
}

/** Until the next try to send a letter, after so many. */
export const retryDelay = (tries: number): number => Math.min(MINUTE * 2 ** (tries - 1), HOUR);

/** The part of an address behind its last `@`. */
export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/** Whether the domain, or one above it, is on the list. */
export function isRefused(domain: string, list: ReadonlySet<string>): boolean {
  for (let rest = domain; ; rest = rest.slice(rest.indexOf('.') + 1)) {
    if (list.has(rest)) return true;
    if (!rest.includes('.')) return false;
  }
}
