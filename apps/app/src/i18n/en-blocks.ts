/** Blocking somebody, and who is blocked. */
export const blocks = {
  title: 'Blocked people',
  hint: 'Whose new photos and invites you do not get',
  about:
    'Neither you nor they see what the other adds. Nobody was told. When you unblock somebody, everything comes back.',
  block: 'Block',
  alsoBlock: 'Also block {{name}}',
  unblock: 'Unblock',
  unblockLabel: 'Unblock {{name}}',
  mark: 'Blocked',
  confirmTitle: 'Block {{name}}?',
  confirmBody:
    'From now on, neither of you sees the other’s new photos in groups you share, and invites from {{name}} do not work for you. {{name}} is not told, and you can unblock them at any time.',
  hideAll: 'Also hide everything from them, for me',
  hideAllHint: 'You stop seeing their older photos too. They still see yours from before.',
  blocked: '{{name}} is blocked',
  unblocked: '{{name}} is not blocked any more',
  since: 'Blocked on {{date}}',
  sinceAll: 'Blocked on {{date}}, older photos hidden too',
  emptyTitle: 'You block nobody',
  emptyBody:
    'You can block somebody in the list of members of a group you share, or after you report something of theirs.',
} as const;
