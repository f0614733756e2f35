import { z } from 'zod';
import { Person } from './accounts.ts';
import { defineOperations } from './operation.ts';
import { Id, Moment } from './scalars.ts';

/** Someone whom the caller blocks. Nobody else is told of it, least of all they. */
export const Block = z.object({
  person: Person,
  /** What either adds from then on, the other is not shown. */
  blockedAt: Moment,
  /** Whether the caller is shown nothing older of theirs either. */
  hidesAll: z.boolean(),
});
export type Block = z.infer<typeof Block>;

const PersonParams = z.strictObject({ userId: Id });

export const blockOperations = defineOperations({
  listBlocks: {
    method: 'GET',
    path: '/me/blocks',
    tag: 'blocks',
    summary: 'Whom I block, the latest first.',
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: z.object({ blocks: z.array(Block) }) },
    problems: [],
  },
  blockPerson: {
    method: 'PUT',
    path: '/me/blocks/:userId',
    tag: 'blocks',
    summary:
      'Block somebody: neither is shown what the other adds from now on, and their invites are none to me. Doing so again changes `hidesAll` alone.',
    auth: 'user',
    rate: 'write',
    params: PersonParams,
    body: z.strictObject({ hidesAll: z.boolean().default(false) }),
    success: { status: 200, body: Block },
    problems: ['not-found', 'own-subject', 'too-many-blocks'],
  },
  unblockPerson: {
    method: 'DELETE',
    path: '/me/blocks/:userId',
    tag: 'blocks',
    summary:
      'End a block, as if it had never been; blocking the same person again within ten minutes undoes this.',
    auth: 'user',
    rate: 'write',
    params: PersonParams,
    success: { status: 204 },
    problems: [],
  },
});
