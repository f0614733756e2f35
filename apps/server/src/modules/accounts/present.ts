import type { MailTrouble, Me } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { SignAvatar } from './deps.ts';
import type { UserRow } from './store.ts';

export const presentMe = (
  { signAvatar }: { signAvatar: SignAvatar },
  { id, email, name, avatar_id, created_at, platform_role }: UserRow,
  mailTrouble: MailTrouble | null,
  deletion: { final_at: number } | undefined,
): Me => ({
  id,
  email,
  name,
  avatarUrl: signAvatar(avatar_id),
  createdAt: toMoment(created_at),
  mailTrouble,
  moderator: platform_role === 'moderator',
  deletionAt: deletion ? toMoment(deletion.final_at) : null,
});
