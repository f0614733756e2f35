import type {
  accountOperations,
  deletionOperations,
  emailChangeOperations,
  passkeyOperations,
  serverOperations,
  Tokens,
} from '@wmory/contract';
import type { Handlers, RefreshCookie } from '../../http/handler.ts';
import type { Accounts } from './service.ts';
import type { IssuedTokens } from './sessions.ts';

/** To browsers the refresh token goes as a cookie that scripts cannot read, to others in the body. */
function deliver(transport: 'cookie' | 'bearer', cookie: RefreshCookie, issued: IssuedTokens): Tokens {
  const { accessToken, expiresIn, refreshToken, refreshMaxAge } = issued;
  if (transport === 'bearer') return { accessToken, expiresIn, refreshToken };
  cookie.write(refreshToken, refreshMaxAge);
  return { accessToken, expiresIn };
}

type AccountOperationId =
  | keyof typeof serverOperations
  | keyof typeof accountOperations
  | keyof typeof passkeyOperations
  | keyof typeof emailChangeOperations
  | keyof typeof deletionOperations
  | 'exportAccount'
  | 'exportEntries';

export const accountRoutes = (accounts: Accounts): Handlers<AccountOperationId> => ({
  getServer: () => accounts.getServer(),
  createChallenge: () => accounts.createChallenge(),
  signUp: async ({ body }, { caller }) => void (await accounts.signUp(caller, body)),
  async verifyEmail({ body }, { caller, refreshCookie }) {
    const { me, tokens } = await accounts.verifyEmail(caller, body);
    return { me, ...deliver(body.transport, refreshCookie, tokens) };
  },
  resendVerification: async ({ body }) => void (await accounts.resendVerification(body)),
  async logIn({ body }, { caller, refreshCookie }) {
    const { me, tokens } = await accounts.logIn(caller, body);
    return { me, ...deliver(body.transport, refreshCookie, tokens) };
  },
  async refreshSession({ body }, { caller, refreshCookie }) {
    const { refreshToken } = body;
    const tokens = await accounts.refreshSession(caller, refreshToken ?? refreshCookie.read());
    return deliver(refreshToken === undefined ? 'cookie' : 'bearer', refreshCookie, tokens);
  },
  async logOut(_, { caller, refreshCookie }) {
    await accounts.logOut(caller);
    refreshCookie.clear();
  },
  forgotPassword: async ({ body }) => void (await accounts.forgotPassword(body)),
  resetPassword: async ({ body }, { caller }) => void (await accounts.resetPassword(caller, body)),
  changePassword: async ({ body }, { caller }) => void (await accounts.changePassword(caller, body)),
  getMe: (_, { caller }) => accounts.getMe(caller),
  updateMe: ({ body }, { caller }) => accounts.updateMe(caller, body),
  listSessions: async (_, { caller }) => ({ sessions: await accounts.listSessions(caller) }),
  async endSession({ params }, { caller, refreshCookie }) {
    await accounts.endSession(caller, params.sessionId);
    if (params.sessionId === caller.sessionId) refreshCookie.clear();
  },
  async endAllSessions(_, { caller, refreshCookie }) {
    await accounts.endAllSessions(caller);
    refreshCookie.clear();
  },
  preparePasskeyLogIn: () => accounts.preparePasskeyLogIn(),
  async logInWithPasskey({ body }, { caller, refreshCookie }) {
    const { me, tokens } = await accounts.logInWithPasskey(caller, body.passkey);
    return { me, ...deliver(body.transport, refreshCookie, tokens) };
  },
  prepareConfirmation: (_, { caller }) => accounts.prepareConfirmation(caller),
  confirmIdentity: async ({ body }, { caller }) => void (await accounts.confirmIdentity(caller, body)),
  listPasskeys: async (_, { caller }) => ({ passkeys: await accounts.listPasskeys(caller) }),
  preparePasskey: (_, { caller }) => accounts.preparePasskey(caller),
  addPasskey: ({ body }, { caller }) => accounts.addPasskey(caller, body),
  renamePasskey: ({ params, body }, { caller }) => accounts.renamePasskey(caller, params.passkeyId, body),
  removePasskey: async ({ params }, { caller }) =>
    void (await accounts.removePasskey(caller, params.passkeyId)),
  getEmailChange: async (_, { caller }) => ({ change: await accounts.getEmailChange(caller) }),
  requestEmailChange: ({ body }, { caller }) => accounts.requestEmailChange(caller, body),
  resendEmailChange: (_, { caller }) => accounts.resendEmailChange(caller),
  cancelEmailChange: async (_, { caller }) => void (await accounts.cancelEmailChange(caller)),
  confirmEmailChange: ({ body }, { caller }) => accounts.confirmEmailChange(caller, body),
  returnEmail: ({ body }, { caller }) => accounts.returnEmail(caller, body),
  getDeletion: async (_, { caller }) => ({ deletion: await accounts.getDeletion(caller) }),
  requestDeletion: ({ body }, { caller }) => accounts.requestDeletion(caller, body),
  keepAccount: async (_, { caller }) => void (await accounts.keepAccount(caller)),
  keepAccountByLink: async ({ body }, { caller }) => void (await accounts.keepAccountByLink(caller, body)),
  getCertificateKey: () => accounts.getCertificateKey(),
  exportAccount: (_, { caller }) => accounts.exportAccount(caller),
  exportEntries: ({ query }, { caller }) => accounts.exportEntries(caller, query),
});
