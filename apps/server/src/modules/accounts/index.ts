export { createAdmission } from './admission.ts';
export { createModerators, type Moderators } from './moderators.ts';
export { type ComposeNotice, oweNotice } from './notices.ts';
export { readRefusedDomains } from './refused-domains.ts';
export { accountRoutes } from './routes.ts';
export { type Accounts, createAccounts } from './service.ts';
export { createSpentChallenges } from './spent-challenges.ts';
export { createSuppressions } from './suppressions.ts';
export { createSuspensions, type Suspensions } from './suspensions.ts';
