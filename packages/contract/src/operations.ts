import { accountOperations } from './accounts.ts';
import { auditOperations } from './audit.ts';
import { avatarOperations } from './avatars.ts';
import { blockOperations } from './blocks.ts';
import { deletionOperations } from './deletion.ts';
import { emailChangeOperations } from './email-change.ts';
import { exportOperations } from './export.ts';
import { groupOperations } from './groups.ts';
import { inviteOperations } from './invites.ts';
import { mediaOperations } from './media.ts';
import { memberOperations } from './members.ts';
import { moderationOperations } from './moderation.ts';
import { notificationOperations } from './notifications.ts';
import { passkeyOperations } from './passkeys.ts';
import { quotaOperations } from './quota.ts';
import { serverOperations } from './server.ts';

/** The whole API. The keys are operation ids and the client's method names. */
export const operations = {
  ...serverOperations,
  ...accountOperations,
  ...passkeyOperations,
  ...emailChangeOperations,
  ...deletionOperations,
  ...avatarOperations,
  ...quotaOperations,
  ...groupOperations,
  ...memberOperations,
  ...inviteOperations,
  ...blockOperations,
  ...notificationOperations,
  ...auditOperations,
  ...mediaOperations,
  ...exportOperations,
  ...moderationOperations,
};
export type Operations = typeof operations;
export type OperationId = keyof Operations;
