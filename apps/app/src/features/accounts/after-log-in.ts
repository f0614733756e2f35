import type { Href } from 'expo-router';
import { pendingInvite } from '../invites/pending-invite';

/** A page of this app, then a query and a fragment of the characters that such have when they are encoded. */
const PAGE =
  /^(\/(?:groups(?:\/[\w-]+)*|account(?:\/blocked)?|reports|scan|share|moderation(?:\/[\w-]+)?))(\?[\w.~%+&=*-]*)?(#[\w-]*)?$/;
const LONGEST = 2000;

/**
 * Where to go after logging in: back to an invite that is waiting, to the page that asked for the log-in with what
 * was behind its path, or home. `next` comes from the address: only paths of this app count.
 */
export function afterLogIn(next: string | string[] | undefined): Href {
  if (pendingInvite() !== null) return '/join';
  const path = typeof next === 'string' && next.length <= LONGEST ? next : '';
  return (PAGE.test(path) ? path : '/groups') as Href;
}
