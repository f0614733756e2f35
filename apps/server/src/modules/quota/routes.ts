import type { quotaOperations } from '@wmory/contract';
import type { Handlers } from '../../http/handler.ts';
import type { Quota } from './service.ts';

export const quotaRoutes = (quota: Quota): Handlers<keyof typeof quotaOperations | 'exportUploads'> => ({
  getQuota: (_, { caller }) => quota.get(caller.userId),
  exportUploads: async (_, { caller }) => ({ days: await quota.listDays(caller.userId) }),
});
