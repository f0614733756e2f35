import type { Actor } from '../../caller.ts';
import * as choices from './choices.ts';
import type { NotificationDeps } from './deps.ts';
import { createSweeps } from './digests.ts';

export type Notifications = ReturnType<typeof createNotifications>;

/** Letters that people may do without: what is new in their groups, and who wants to come in. */
export function createNotifications(deps: NotificationDeps) {
  return {
    get: (actor: Actor) => choices.getNotifications(deps, actor),
    update: (actor: Actor, wish: Parameters<typeof choices.updateNotifications>[2]) =>
      choices.updateNotifications(deps, actor, wish),
    mute: (actor: Actor, input: { groupId: string; muted: boolean }) => choices.muteGroup(deps, actor, input),
    chooseByLetter: (input: { token: string; choice: string }) => choices.chooseByLetter(deps, input),
    sweeps: createSweeps(deps),
  };
}
