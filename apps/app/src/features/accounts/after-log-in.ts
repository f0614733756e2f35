import type { Href } from 'expo-router';
import { pendingInvite } from '../invites/pending-invite';

/**
 * Where to go after logging in: back to an invite that is waiting, to the page that asked for the log-in, or
 * home. `next` comes from the address: only paths of this app count.
 */
export function afterLogIn(next: string | string[] | undefined): Href {
  if (pendingInvite() !== null) return '/join';
  const path = typeof next === 'string' ? next : '';
  return /^\/(groups(\/[\w-]+)*|account|reports|moderation(\/[\w-]+)?)$/.test(path)
    ? (path as Href)
    : '/groups';
}
