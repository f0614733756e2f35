import type { ExitTerms, GroupRules } from '@wmory/contract';

/** What becomes of the photos of who goes, asked of who leaves and of who removes somebody. */
export const exit = {
  question: 'What becomes of your photos here?',
  questionOf: 'What becomes of the photos of {{name}}?',
  terms: {
    stay: 'They stay',
    go: 'They go in 7 days',
    give: 'The group keeps them',
  } satisfies Record<ExitTerms, string>,
  mine: {
    stay: 'They stay in the group under your name.',
    go: 'Everyone is told and can save them until then. After that they are deleted. Save what you want for yourself first.',
    give: 'They become the group’s, without your name. You have no say in them any more.',
  } satisfies Record<ExitTerms, string>,
  theirs: {
    stay: 'They stay in the group under their name.',
    go: 'Everyone is told and can save them until then. After that they are deleted.',
    give: 'They become the group’s, without a name.',
  } satisfies Record<ExitTerms, string>,
  mayTakeAlong: '{{name}} may still take their photos along for 7 days.',
  changeInTime: 'You can change your mind for 7 days, on the page of your groups.',
  heir: '{{name}} becomes the owner.',
  heirRule:
    'If the owner leaves, the group passes to the admin who has been in it the longest, else to a contributor, else to a viewer.',
  lastTitle: 'You are the last one here',
  lastBody_zero: 'If you leave, the group is deleted. This cannot be undone.',
  lastBody_one: 'If you leave, the group is deleted with its one photo. This cannot be undone.',
  lastBody_other: 'If you leave, the group is deleted with all its {{count}} photos. This cannot be undone.',
  leaveAndDelete: 'Leave and delete',
  left: {
    stay: 'You left {{group}}. Your photos stay there.',
    go: 'You left {{group}}. Your photos there go in 7 days.',
    give: 'You left {{group}}. Your photos belong to the group now.',
  } satisfies Record<ExitTerms, string>,
  title: 'Groups you have left',
  was: 'You left {{group}}',
  wasRemoved: 'You were taken out of {{group}}',
  state: {
    stay: 'Your photos stay there',
    go: 'Your photos are deleted {{when}}',
    give: 'Your photos belong to the group',
  } satisfies Record<ExitTerms, string>,
  changeUntil: 'You can change this until {{date}}',
  change: 'Change',
  changeLabel: 'Change what becomes of your photos in {{group}}',
  changeTitle: 'Your photos in {{group}}',
  changed: 'Your choice is saved',
} as const;

/** That photos go, said to those who stay. */
export const departure = {
  group_one:
    '{{name}} takes one photo along. It goes on {{date}}. Save it until then if you want to keep it.',
  group_other:
    '{{name}} takes {{count}} photos along. They go on {{date}}. Save those that you want to keep until then.',
  photo: '{{name}} takes this photo along: it goes on {{date}}. Save it if you want to keep it.',
} as const;

/** How a group is run. */
export const rules = {
  title: 'How this group is run',
  saved: 'The rules are changed',
  ownerOnly: 'Only the owner changes these.',
  names: {
    invites: 'Who may invite',
    uploads: 'Who may add photos',
    photos: 'Who sees photos',
    joining: 'Joining by a link',
    removal: 'Photos of people who are removed',
  } satisfies Record<keyof GroupRules, string>,
  invites: {
    admins: { title: 'Admins', hint: 'Links of others stop working' },
    contributors: { title: 'Contributors too', hint: 'They give no more than they have' },
    everyone: { title: 'Everyone', hint: 'Viewers invite viewers' },
  } satisfies Record<GroupRules['invites'], { title: string; hint: string }>,
  uploads: {
    contributors: { title: 'Contributors', hint: 'And admins; viewers never' },
    admins: { title: 'Admins only', hint: 'Everyone else looks and saves' },
  } satisfies Record<GroupRules['uploads'], { title: string; hint: string }>,
  photos: {
    shared: { title: 'Everyone in the group', hint: 'All photos are shared' },
    'drop-box': { title: 'A drop box', hint: 'Everyone sees their own photos, admins see all' },
  } satisfies Record<GroupRules['photos'], { title: string; hint: string }>,
  joining: {
    open: { title: 'At once', hint: 'Whoever has the link is in' },
    approval: { title: 'Admins let in', hint: 'The link lets people ask' },
  } satisfies Record<GroupRules['joining'], { title: string; hint: string }>,
  removal: {
    stay: { title: 'Stay', hint: 'Under their name' },
    go: { title: 'Go in 7 days', hint: 'Others can save them until then' },
    give: { title: 'Belong to the group', hint: 'Without a name' },
  } satisfies Record<GroupRules['removal'], { title: string; hint: string }>,
  openTitle: 'Open the drop box?',
  openBody:
    'Everyone in the group will see every photo that was added, also those that people added when only admins saw them.',
  open: 'Show all photos',
  dropBoxNotice: 'This is a drop box: only you and the admins see what you add.',
  dropBoxViewer: 'This is a drop box: photos here are seen by who adds them and by admins.',
} as const;

/** Requests to join. */
export const requests = {
  title: 'Asking to join',
  by: 'Invited by {{name}} as {{role}}',
  byNobody: 'Invited as {{role}}',
  approve: 'Let in',
  approveLabel: 'Let in {{name}}',
  approved: '{{name}} is in',
  decline: 'Decline',
  declineLabel: 'Decline {{name}}',
  declineTitle: 'Decline {{name}}?',
  declineBody: '{{name}} is told so and can ask again in a week.',
  declined: '{{name}} was declined',
  ownerDecides: 'The owner decides: this invite makes an admin.',
  waiting_one: '{{count}} person asks to join',
  waiting_other: '{{count}} people ask to join',
  pendingTitle: 'Your request is with the admins',
  pendingBody: 'You are in {{group}} as soon as one of them lets you in. Until {{date}}, nothing more to do.',
  declinedTitle: 'You were not let in',
  declinedBody: 'The admins of {{group}} declined. You can ask again from {{date}} on.',
  none: 'Nobody asks to join right now.',
  withdraw: 'Withdraw request',
  withdrawn: 'Your request is withdrawn',
  mine: 'Waiting for admins',
  minePending: 'Asked {{when}}',
  mineDeclined: 'Declined. You can ask again from {{date}} on.',
} as const;

/** Who is kept out. */
export const bans = {
  title: 'Banned',
  by: 'Banned by {{name}} on {{date}}',
  byPlatform: 'Banned on {{date}}',
  ban: 'Ban from group',
  banTitle: 'Ban {{name}}?',
  banBody: '{{name}} loses access at once, and no link lets them in again.',
  banned: '{{name}} is banned',
  lift: 'Lift ban',
  liftLabel: 'Lift ban of {{name}}',
  liftTitle: 'Lift the ban of {{name}}?',
  liftBody: 'They can come back by an invite.',
  lifted: '{{name}} may come back by an invite',
} as const;
