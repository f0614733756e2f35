import type { MailTrouble, Me } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { UserRow } from './store.ts';

export const presentMe = (
  { id, email, name, created_at, platform_role }: UserRow,
  mailTrouble: MailTrouble | null,
): Me => ({
  id,
  email,
  name,
  createdAt: toMoment(created_at),
  mailTrouble,
  moderator: platform_role === 'moderator',
});
