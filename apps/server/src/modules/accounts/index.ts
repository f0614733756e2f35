export { accountRoutes } from './routes.ts';
export { type Accounts, createAccounts } from './service.ts';
