import type { Page } from 'playwright-core';
import { button, enterOn, type Overlay, type Scene, through } from './overlay.ts';

const members = ({ groupId }: Scene) => `/groups/${groupId}/members`;
const settings = ({ groupId }: Scene) => `/groups/${groupId}/settings`;
const alone = ({ aloneId }: Scene) => `/groups/${aloneId}/settings`;
const ofBen = button('What to do with Ben');

/** Chooses the first reason to report somebody, once it is asked for. */
async function chooseReason(page: Page): Promise<void> {
  await through('Report')(page);
  const dialog = page.getByRole('dialog', { name: /^Report / });
  await dialog.locator(':focus').waitFor();
  await enterOn(page, dialog.getByRole('radio').first());
  await button('Send report')(page).waitFor();
}

const reporting = {
  as: 'owner',
  path: members,
  opener: ofBen,
} as const;

/** Over the groups, and the people and rules of one. */
export const ofPeople: readonly Overlay[] = [
  { of: 'features/members/member-row.tsx Menu', as: 'owner', path: members, opener: ofBen },
  {
    of: 'features/members/role-sheet.tsx Sheet',
    as: 'owner',
    path: members,
    opener: ofBen,
    onwards: through('Change role'),
  },
  {
    of: 'features/members/member-dialogs.tsx ConfirmDialog',
    as: 'owner',
    path: members,
    opener: ofBen,
    onwards: through('Hand over the group'),
  },
  {
    of: 'features/members/removal-dialog.tsx ConfirmDialog',
    as: 'owner',
    path: members,
    opener: ofBen,
    onwards: through('Remove from group'),
  },
  {
    of: 'features/blocks/block-dialog.tsx ConfirmDialog',
    as: 'owner',
    path: members,
    opener: ofBen,
    onwards: through('Block'),
  },
  { ...reporting, of: 'features/moderation/report-dialog.tsx Sheet 2', onwards: through('Report') },
  {
    ...reporting,
    of: 'features/moderation/report-dialog.tsx Sheet 3',
    onwards: chooseReason,
  },
  {
    of: 'features/moderation/report-dialog.tsx Sheet',
    as: 'member',
    path: members,
    opener: button('What to do with Anna'),
    async onwards(page) {
      await chooseReason(page);
      await enterOn(page, button('Send report')(page));
      await button('Done')(page).waitFor();
    },
  },
  {
    of: 'features/members/join-requests.tsx ConfirmDialog',
    as: 'owner',
    path: members,
    opener: button('Decline Cleo'),
  },
  {
    of: 'features/members/ban-list.tsx ConfirmDialog',
    as: 'owner',
    path: members,
    opener: button('Lift ban of Dora'),
  },
  {
    of: 'features/invites/open-invites.tsx ConfirmDialog',
    as: 'owner',
    path: members,
    opener: button(/^Revoke the .* invite by Anna$/),
  },
  { of: 'features/invites/invite-sheet.tsx Sheet 2', as: 'owner', path: members, opener: button('Invite') },
  {
    of: 'features/invites/invite-sheet.tsx Sheet',
    as: 'owner',
    path: members,
    opener: button('Invite'),
    async onwards(page) {
      await enterOn(page, button('Create link')(page));
      await button('Done')(page).waitFor();
    },
  },
  {
    of: 'features/settings/group-endings.tsx ConfirmDialog',
    as: 'owner',
    path: settings,
    opener: button(/^Delete group/),
  },
  {
    of: 'features/settings/leave-dialog.tsx ConfirmDialog',
    as: 'owner',
    path: alone,
    opener: button(/^Leave group/),
  },
  {
    of: 'features/settings/group-rules.tsx ConfirmDialog',
    as: 'owner',
    path: alone,
    opener: (page) => page.getByRole('radio', { name: /^Everyone in the group/ }).first(),
  },
  {
    of: 'features/settings/leave-dialog.tsx ConfirmDialog 2',
    as: 'member',
    path: settings,
    opener: button(/^Leave group/),
  },
  {
    of: 'features/groups/create-group-sheet.tsx Sheet',
    as: 'owner',
    path: () => '/groups',
    opener: button('New group'),
  },
  {
    of: 'features/groups/left-groups.tsx ConfirmDialog',
    as: 'member',
    path: () => '/groups',
    opener: button('Change what becomes of your photos in Chess club'),
  },
  {
    of: 'features/scan/scan-screen.tsx ViewerFrame',
    as: 'member',
    path: () => '/groups',
    opener: (page) => page.getByRole('link', { name: 'Scan a code' }).first(),
  },
];
