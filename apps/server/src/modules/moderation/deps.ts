import type { Evidence } from '@wmory/contract';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../db/index.ts';
import type { Accounts, Suspensions } from '../accounts/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Groups } from '../groups/index.ts';
import type { Custody } from '../media/index.ts';

/** What judging needs, whoever judges. */
export interface JudgingDeps {
  database: Database;
  clock: Clock;
  audit: Pick<Audit, 'record' | 'listForPlatform'>;
  groups: Pick<Groups, 'endInvite' | 'ban' | 'readmit'>;
  photos: Custody;
  suspensions: Suspensions;
  oweNotice(...notice: Parameters<Accounts['oweNotice']>): Promise<unknown>;
  /** Milliseconds for which evidence is kept once nothing can follow any more. */
  evidenceLife: number;
}

export interface ModerationDeps extends JudgingDeps {
  groups: Pick<Groups, 'authorise' | 'findInvite' | 'endInvite' | 'ban' | 'readmit'>;
  /** Whose suspended account a ticket is for; null when it is none. */
  readSuspensionTicket: Accounts['readSuspensionTicket'];
  /** Signed addresses of the evidence of a case; null where it has none. */
  viewEvidence(caseId: string): Promise<Evidence | null>;
  /** So many reports by different people hide a photo until it is judged; 0: none do. */
  reportsToHide: number;
}
