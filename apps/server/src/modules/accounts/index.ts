export type { AccountDeps } from './deps.ts';
export { createPasswordHasher, type PasswordHasher } from './password-hasher.ts';
export { accountRoutes } from './routes.ts';
export { type Accounts, createAccounts } from './service.ts';
export { addSigningKey } from './signing-keys.ts';
