import type { Case, CaseDetails, DecisionInput } from '@wmory/contract';
import { AppError } from '../../error.ts';
import { settleAppeal } from './appeals.ts';
import { describeCase } from './cases.ts';
import { settleCase } from './decide.ts';
import type { JudgingDeps } from './deps.ts';
import { personRoleOf } from './judging.ts';
import { type Judge, possibleActions } from './policy.ts';
import { presentCase } from './present.ts';
import { lockDecision } from './reverse.ts';
import { lockCase, selectCase, selectCases } from './store-cases.ts';
import { selectDecisions } from './store-decisions.ts';

const administrator: Judge = { tier: 'platform', role: null };
const NOBODY = '';

export type ModerationDesk = ReturnType<typeof createModerationDesk>;

/** Judging for the administrator of an installation, who may judge everything and is nobody's member. */
export function createModerationDesk(deps: JudgingDeps) {
  const { database } = deps;

  async function show(caseId: string): Promise<CaseDetails | null> {
    const row = await selectCase(database, caseId);
    return row ? describeCase(database, row, administrator, NOBODY) : null;
  }

  return {
    show,

    /** The oldest that wait, of groups and of the platform. */
    async list(limit: number): Promise<Case[]> {
      const page = {
        viewerId: NOBODY,
        groupIds: null,
        adminOf: [],
        states: ['open', 'appealed'],
        mine: false,
        order: 'oldest',
        after: null,
        limit,
      } as const;
      const rows = [
        ...(await selectCases(database, { ...page, tier: 'platform' })),
        ...(await selectCases(database, { ...page, tier: 'group' })),
      ];
      return rows
        .sort((a, b) => (a.id < b.id ? -1 : 1))
        .slice(0, limit)
        .map((row) => presentCase(row, []));
    },

    /** Throws `not-found`, `forbidden`, `case-decided`. */
    async decide(caseId: string, input: DecisionInput): Promise<CaseDetails | null> {
      await database.transaction(async (tx) => {
        const row = await lockCase(tx, caseId);
        if (!row) throw new AppError('not-found');
        const possible = possibleActions(row, administrator, await personRoleOf(tx, row));
        if (!input.actions.every(({ kind }) => possible.includes(kind))) throw new AppError('forbidden');
        const reason = input.reason ?? row.reason;
        await settleCase(deps, tx, row, { ...input, reason, judge: administrator, actor: null });
      });
      return show(caseId);
    },

    /** Judges the appeal that a case waits for. Throws `not-found` where it waits for none. */
    async judgeAppeal(
      caseId: string,
      input: { outcome: 'upheld' | 'reversed'; message: string },
    ): Promise<CaseDetails | null> {
      const appealed = (await selectDecisions(database, [caseId])).find(
        ({ appeal }) => appeal?.state === 'open',
      );
      if (!appealed) throw new AppError('not-found');
      await database.transaction(async (tx) =>
        settleAppeal(deps, tx, await lockDecision(tx, appealed.id), { ...input, actor: null }),
      );
      return show(caseId);
    },
  };
}
