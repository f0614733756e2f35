import type { Migration } from 'kysely/migration';
import { accountSteps } from './0001-accounts.ts';
import { groupSteps } from './0002-groups.ts';
import { mediaSteps } from './0003-media.ts';
import { recordSteps } from './0004-records.ts';
import { locationSteps } from './0005-location.ts';
import { signingKeySteps } from './0006-signing-keys.ts';
import { commitSteps } from './0007-commits.ts';
import { multipartSteps } from './0008-multiparts.ts';
import { mailSteps } from './0009-mail.ts';
import { failureSteps } from './0010-failures.ts';
import { membershipSteps } from './0011-membership.ts';
import { moderationSteps } from './0012-moderation.ts';
import { wayInSteps } from './0013-ways-in.ts';
import { dataSteps } from './0014-data.ts';
import { auditChainSteps } from './0015-audit-chain.ts';
import { revisionSteps } from './0016-revisions.ts';
import { blockSteps } from './0017-blocks.ts';
import { emailChangeSteps } from './0018-email-changes.ts';
import { deletionSteps } from './0019-deletions.ts';
import { navigationSteps } from './0020-navigation.ts';
import { notificationSteps } from './0023-notifications.ts';
import { avatarSteps } from './0024-avatars.ts';
import { giftSteps } from './0025-gifts.ts';
import { kindSteps } from './0026-kinds.ts';
import { motionSteps } from './0027-motions.ts';

/**
 * Every step in order, one DDL statement each: MySQL commits at each, so a step that fails half-way would
 * leave what cannot be run again. Steps are never edited once released; new ones are added at the end.
 */
export const migrations: Record<string, Migration> = {
  ...accountSteps,
  ...groupSteps,
  ...mediaSteps,
  ...recordSteps,
  ...locationSteps,
  ...signingKeySteps,
  ...commitSteps,
  ...multipartSteps,
  ...mailSteps,
  ...failureSteps,
  ...membershipSteps,
  ...moderationSteps,
  ...wayInSteps,
  ...dataSteps,
  ...auditChainSteps,
  ...revisionSteps,
  ...blockSteps,
  ...emailChangeSteps,
  ...deletionSteps,
  ...navigationSteps,
  ...notificationSteps,
  ...avatarSteps,
  ...giftSteps,
  ...kindSteps,
  ...motionSteps,
};
