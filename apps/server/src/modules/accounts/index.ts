export { accountRoutes } from './routes.ts';
export { type Accounts, createAccounts } from './service.ts';
export { createSuppressions } from './suppressions.ts';
export { createSuspensions } from './suspensions.ts';
