import type { MyDecision } from '@wmory/contract';
import type { Caller } from '../../caller.ts';
import { AppError } from '../../error.ts';
import { appeal } from './appeals.ts';
import type { ModerationDeps } from './deps.ts';
import { presentMyDecision } from './present.ts';
import { selectDecision, selectOwnDecisions } from './store-decisions.ts';

/** Decisions of one account that are looked through. */
const LOOKED_THROUGH = 200;

function ownerOf({ readSuspensionTicket }: ModerationDeps, ticket: string): string {
  const userId = readSuspensionTicket(ticket);
  if (userId === null) throw new AppError('code-invalid');
  return userId;
}

/** The decisions by which the ticket's account is suspended. Throws `code-invalid`. */
export async function viewSuspension(
  deps: ModerationDeps,
  { ticket }: { ticket: string },
): Promise<{ decisions: MyDecision[] }> {
  const now = deps.clock();
  const rows = await selectOwnDecisions(deps.database, ownerOf(deps, ticket), null, LOOKED_THROUGH);
  const suspending = rows.filter(({ actions }) =>
    actions.some(
      ({ kind, state, until }) =>
        kind === 'suspend' && state === 'standing' && (until === null || until > now),
    ),
  );
  return { decisions: suspending.map((row) => presentMyDecision(row, now)) };
}

/** As `appeal`, for who cannot log in. Throws `code-invalid` besides. */
export async function appealSuspension(
  deps: ModerationDeps,
  caller: Caller,
  { ticket, decisionId, text }: { ticket: string; decisionId: string; text: string },
): Promise<MyDecision> {
  const userId = ownerOf(deps, ticket);
  const decision = await selectDecision(deps.database, decisionId);
  if (!decision?.actions.some(({ kind }) => kind === 'suspend')) throw new AppError('not-found');
  return appeal(deps, { ...caller, userId }, { decisionId, text });
}
