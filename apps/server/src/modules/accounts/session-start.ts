import type { Me } from '@wmory/contract';
import type { Context } from './deps.ts';
import { describeMe } from './profile.ts';
import { type IssuedTokens, issueTokens } from './sessions.ts';
import type { UserRow } from './store.ts';

export interface SessionStart {
  me: Me;
  tokens: IssuedTokens;
}

/** What the account's owner gets for a session that was just started. */
export async function toSessionStart(
  context: Context,
  user: UserRow,
  session: Parameters<typeof issueTokens>[1],
): Promise<SessionStart> {
  return {
    me: await describeMe(context, user),
    tokens: await issueTokens(context, session),
  };
}
