import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { keyedHash, type Secrets } from '../../secrets.ts';
import { TICKET_TTL } from './policy.ts';

/** What the owner of a suspended account appeals with: whoever holds one has just shown the right credentials. */
export interface SuspensionTickets {
  mint(userId: string): string;
  /** Whose it is; null when it is none, or too old. */
  read(ticket: string): string | null;
}

export function createSuspensionTickets({
  secrets,
  clock,
}: {
  secrets: Secrets;
  clock: Clock;
}): SuspensionTickets {
  const key = secrets.key('suspension-ticket');
  const sealOf = (claim: string): Buffer => Buffer.from(keyedHash(key, claim), 'hex');

  return {
    mint(userId) {
      const claim = `${userId}.${clock() + TICKET_TTL}`;
      return `${claim}.${sealOf(claim).toString('base64url')}`;
    },
    read(ticket) {
      const [userId = '', end = '', seal = ''] = ticket.split('.');
      const [given, right] = [Buffer.from(seal, 'base64url'), sealOf(`${userId}.${end}`)];
      const genuine = given.length === right.length && timingSafeEqual(given, right);
      return genuine && Number(end) > clock() ? userId : null;
    },
  };
}
