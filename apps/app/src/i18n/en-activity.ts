import type { AuditAction } from '@wmory/contract';

/** What the page of a group's activity says. */
export const activity = {
  emptyTitle: 'Nothing has happened yet',
  emptyBody: 'Joins, photos and changes will be listed here.',
  server: 'The server',
  today: 'Today',
  yesterday: 'Yesterday',
  older: 'Show older',
  removedPerson: 'someone',
} as const;

/** What happened, once. */
export const audit = {
  roleChangedTo: '{{actor}} gave {{subject}} the role {{role}}',
  renamedTo: '{{actor}} renamed the group to “{{name}}”',
  'group.created': '{{actor}} made the group',
  'group.updated': '{{actor}} changed the group',
  'group.deleted': '{{actor}} deleted the group',
  'group.rules-changed': '{{actor}} changed the rules of the group',
  'group.transferred': '{{actor}} handed the group over to {{subject}}',
  'group.inherited': '{{subject}} became the owner when {{actor}} left',
  'member.joined': '{{actor}} joined',
  'member.left': '{{actor}} left',
  'member.removed': '{{actor}} removed {{subject}}',
  'member.role-changed': '{{actor}} changed the role of {{subject}}',
  'member.banned': '{{actor}} banned {{subject}}',
  'member.ban-lifted': '{{actor}} lifted the ban of {{subject}}',
  'member.terms-changed': '{{actor}} decided anew about their photos',
  'join.asked': '{{actor}} asked to join',
  'join.withdrawn': '{{actor}} no longer asks to join',
  'join.approved': '{{actor}} let {{subject}} in',
  'join.declined': '{{actor}} declined that {{subject}} joins',
  'invite.created': '{{actor}} made an invite',
  'invite.revoked': '{{actor}} revoked an invite',
  'photo.added': '{{actor}} added a photo',
  'photo.edited': '{{actor}} edited a photo',
  'photo.trashed': '{{actor}} moved a photo to the trash',
  'photo.restored': '{{actor}} took a photo out of the trash',
  'photo.purged': '{{actor}} deleted a photo for good',
  'account.created': '{{actor}} created an account',
  'account.verified': '{{actor}} confirmed an e-mail address',
  'account.password-changed': '{{actor}} changed a password',
  'account.password-reset': '{{actor}} reset a password',
  'account.updated': '{{actor}} changed a name',
  'session.started': '{{actor}} logged in',
  'session.ended': '{{actor}} logged out',
  'session.replayed': 'A stolen session of {{actor}} was stopped',
} as const satisfies Record<AuditAction | 'roleChangedTo' | 'renamedTo', string>;

/** What happened several times in a row. */
export const auditMany = {
  'photo.added_one': '{{actor}} added a photo',
  'photo.added_other': '{{actor}} added {{count}} photos',
  'photo.edited_one': '{{actor}} edited a photo',
  'photo.edited_other': '{{actor}} edited {{count}} photos',
  'photo.trashed_one': '{{actor}} moved a photo to the trash',
  'photo.trashed_other': '{{actor}} moved {{count}} photos to the trash',
  'photo.restored_one': '{{actor}} took a photo out of the trash',
  'photo.restored_other': '{{actor}} took {{count}} photos out of the trash',
  'photo.purged_one': '{{actor}} deleted a photo for good',
  'photo.purged_other': '{{actor}} deleted {{count}} photos for good',
} as const;
