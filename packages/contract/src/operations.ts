import { accountOperations } from './accounts.ts';
import { auditOperations } from './audit.ts';
import { groupOperations } from './groups.ts';
import { mediaOperations } from './media.ts';
import { passkeyOperations } from './passkeys.ts';
import { quotaOperations } from './quota.ts';
import { serverOperations } from './server.ts';

/** The whole API. The keys are operation ids and the client's method names. */
export const operations = {
  ...serverOperations,
  ...accountOperations,
  ...passkeyOperations,
  ...quotaOperations,
  ...groupOperations,
  ...auditOperations,
  ...mediaOperations,
};
export type Operations = typeof operations;
export type OperationId = keyof Operations;
