import { DAY } from '../clock.ts';
import type { Config } from '../config.ts';
import {
  createModerators,
  createSuspensions,
  type Moderators,
  oweNotice,
} from '../modules/accounts/index.ts';
import { createAudit } from '../modules/audit/index.ts';
import { type Covers, createGroups } from '../modules/groups/index.ts';
import { belongings, createCustody } from '../modules/media/index.ts';
import { createModerationDesk, type ModerationDesk } from '../modules/moderation/index.ts';
import { deriveSecrets } from '../secrets.ts';
import { demandUpToDate, type Records } from './installation.ts';

/** Reports and who judges them, of an installation whose servers may run. */
export interface ModerationOffice {
  moderators: Moderators;
  desk: ModerationDesk;
}

/** Nobody is shown a group here. */
const noCovers: Covers = {
  has: async () => false,
  newest: async () => new Map(),
  urls: async () => new Map(),
  unseen: async () => new Map(),
  counts: async () => new Map(),
  fresh: async () => new Map(),
};

/** What is to follow, such as letters, is done by a server. */
export async function openModeration(config: Config, { database, root }: Records): Promise<ModerationOffice> {
  await demandUpToDate(database);
  const clock = Date.now;
  const secrets = deriveSecrets(root);
  const audit = createAudit({ clock, key: secrets.key('audit-addresses') });
  const groups = createGroups({
    database,
    audit,
    clock,
    covers: noCovers,
    belongings,
    inviteKey: secrets.key('invites'),
    publicUrl: () => config.publicUrl ?? '',
  });
  return {
    moderators: createModerators({ database, audit }),
    desk: createModerationDesk({
      database,
      audit,
      clock,
      groups,
      photos: createCustody({ clock, groups }),
      suspensions: createSuspensions({ audit, clock }),
      oweNotice: async (tx, userId, notice) => void (await oweNotice(tx, clock(), userId, notice)),
      evidenceLife: config.evidenceDays * DAY,
    }),
  };
}
