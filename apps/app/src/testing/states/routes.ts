import * as account from './account-screens';
import * as capture from './capture-screens';
import * as groups from './group-screens';
import * as judging from './judging-screens';
import type { ScreenStates } from './screen-states';
import * as visitor from './visitor-screens';

/** Each page of the app by its file below `src/app`, with the screens on it; or why it is in no state of its own. */
export const routes: Record<string, readonly ScreenStates[] | string> = {
  '(app)/account.tsx': [
    account.overview,
    account.quota,
    account.waiting,
    account.judges,
    account.sessions,
    account.passkeys,
    account.email,
  ],
  '(app)/account/blocked.tsx': [account.blocked],
  '(app)/account/data.tsx': [account.myData],
  '(app)/account/delete.tsx': [account.deletion],
  '(app)/account/notifications.tsx': [account.notifications, account.mutedGroups],
  '(app)/groups/index.tsx': [groups.groups, groups.myJoinRequests, groups.leftGroups],
  '(app)/groups/[groupId]/(tabs)/activity.tsx': [groups.activity],
  '(app)/groups/[groupId]/(tabs)/index.tsx': [groups.feed],
  '(app)/groups/[groupId]/(tabs)/members.tsx': [
    groups.members,
    groups.joinRequests,
    groups.invites,
    groups.bans,
  ],
  '(app)/groups/[groupId]/(tabs)/settings.tsx': [groups.settings, groups.waiting],
  '(app)/groups/[groupId]/camera.tsx': [capture.camera],
  '(app)/groups/[groupId]/photos/[photoId].tsx': [groups.viewer],
  '(app)/groups/[groupId]/trash.tsx': [groups.trash],
  '(app)/moderation/[caseId].tsx': [judging.oneCase],
  '(app)/moderation/history.tsx': [judging.history],
  '(app)/moderation/index.tsx': [judging.queue],
  '(app)/reports.tsx': [judging.reports],
  '(app)/scan.tsx': [capture.scan],
  '(app)/share.tsx': 'it draws the list of groups',
  '(auth)/forgot.tsx': [visitor.forgot],
  '(auth)/keep-account.tsx': [visitor.keepAccount],
  '(auth)/keep-email.tsx': [visitor.keepEmail],
  '(auth)/log-in.tsx': [visitor.logIn],
  '(auth)/new-email.tsx': [visitor.newEmail],
  '(auth)/reset.tsx': [visitor.reset],
  '(auth)/sign-up.tsx': [visitor.signUp, visitor.signUpPolicy],
  '(auth)/suspended.tsx': [judging.suspended],
  '(auth)/unsubscribe.tsx': [visitor.unsubscribe],
  '(auth)/verify.tsx': [visitor.verify],
  'index.tsx': 'it asks the server for nothing and leads on',
  'join.tsx': [visitor.join],
  'server.tsx': [visitor.server],
  'showcase.tsx': 'it shows components to those who work on the app',
};
