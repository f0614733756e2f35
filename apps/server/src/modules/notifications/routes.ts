import type { notificationOperations } from '@wmory/contract';
import type { Handlers } from '../../http/handler.ts';
import type { Notifications } from './service.ts';

export const notificationRoutes = (
  notifications: Notifications,
): Handlers<keyof typeof notificationOperations> => ({
  getNotifications: (_, { caller }) => notifications.get(caller),
  updateNotifications: ({ body }, { caller }) => notifications.update(caller, body),
  muteGroup: async ({ params }, { caller }) =>
    void (await notifications.mute(caller, { ...params, muted: true })),
  unmuteGroup: async ({ params }, { caller }) =>
    void (await notifications.mute(caller, { ...params, muted: false })),
  chooseByLetter: ({ body }) => notifications.chooseByLetter(body),
});
