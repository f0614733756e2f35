import type { Me } from '@wmory/contract';
import { toMoment } from '../../clock.ts';
import type { IssuedTokens } from './sessions.ts';
import type { UserRow } from './store.ts';

export interface SessionStart {
  me: Me;
  tokens: IssuedTokens;
}

export const presentMe = ({ id, email, name, created_at }: UserRow): Me => ({
  id,
  email,
  name,
  createdAt: toMoment(created_at),
});

export const toSessionStart = (user: UserRow, tokens: IssuedTokens): SessionStart => ({
  me: presentMe(user),
  tokens,
});
