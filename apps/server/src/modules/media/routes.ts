import type { avatarOperations, mediaOperations } from '@wmory/contract';
import type { Handlers } from '../../http/handler.ts';
import type { Media } from './service.ts';

export const mediaRoutes = (
  media: Media,
): Handlers<
  keyof typeof mediaOperations | keyof typeof avatarOperations | 'exportPhotos' | 'exportSummary'
> => ({
  authoriseUploads: async ({ params, body }, { caller }) => ({
    items: await media.authoriseUploads(caller, { ...params, ...body }),
  }),
  confirmUploads: async ({ params, body }, { caller }) => ({
    receipts: await media.confirmUploads(caller, { ...params, ...body }),
  }),
  cancelUploads: async ({ params, body }, { caller }) => ({
    receipts: await media.cancelUploads(caller, { ...params, ...body }),
  }),
  signParts: async ({ params, body }, { caller }) => ({
    parts: await media.signParts(caller, { ...params, ...body }),
  }),
  listParts: ({ params }, { caller }) => media.listParts(caller, params),
  listUploads: async ({ params, query }, { caller }) => ({
    receipts: await media.listUploads(caller, { ...params, ...query }),
  }),
  listPhotos: ({ params, query }, { caller }) => media.listPhotos(caller, { ...params, ...query }),
  listMonths: async ({ params, query }, { caller }) => ({
    months: await media.listMonths(caller, { ...params, ...query }),
  }),
  getPhoto: ({ params }, { caller }) => media.getPhoto(caller, params),
  getOriginal: ({ params, query }, { caller }) => media.getOriginal(caller, { ...params, ...query }),
  updatePhoto: ({ params, body }, { caller }) => media.updatePhoto(caller, { ...params, ...body }),
  trashPhotos: async ({ params, body }, { caller }) => ({
    photoIds: await media.trashPhotos(caller, { ...params, ...body }),
  }),
  listTrash: ({ params, query }, { caller }) => media.listTrash(caller, { ...params, ...query }),
  restorePhotos: async ({ params, body }, { caller }) => ({
    photoIds: await media.restorePhotos(caller, { ...params, ...body }),
  }),
  purgePhotos: async ({ params, body }, { caller }) => ({
    photoIds: await media.purgePhotos(caller, { ...params, ...body }),
  }),
  prepareAvatar: ({ body }, { caller }) => media.prepareAvatar(caller, body),
  confirmAvatar: ({ params }, { caller }) => media.confirmAvatar(caller, params),
  removeAvatar: async (_, { caller }) => void (await media.removeAvatar(caller)),
  exportPhotos: ({ query }, { caller }) => media.exportPhotos(caller, query),
  exportSummary: async (_, { caller }) => ({ groups: await media.exportSummary(caller) }),
});
