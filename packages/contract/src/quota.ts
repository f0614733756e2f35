import { z } from 'zod';
import { defineOperations } from './operation.ts';
import { Moment } from './scalars.ts';

/** One UTC day's ledger, in bytes: `used + reserved <= limit` holds at every moment. */
export const Quota = z.object({
  limit: z.int(),
  /** Charged: uploads that were confirmed. */
  used: z.int(),
  /** Set aside for uploads that are under way. */
  reserved: z.int(),
  resetsAt: Moment,
});
export type Quota = z.infer<typeof Quota>;

export const quotaOperations = defineOperations({
  getQuota: {
    method: 'GET',
    path: '/me/quota',
    tag: 'quota',
    summary: "Today's upload quota.",
    auth: 'user',
    rate: 'read',
    success: { status: 200, body: Quota },
    problems: [],
  },
});
