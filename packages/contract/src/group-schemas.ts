import { z } from 'zod';
import { Person, PicturedPerson } from './accounts.ts';
import { Id, Moment } from './scalars.ts';

/** From most to least: each may do all that those after it may. */
export const roles = ['owner', 'admin', 'contributor', 'viewer'] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** The roles that are given; ownership passes by transfer and by succession alone. */
export const GivenRole = z.enum(['admin', 'contributor', 'viewer']);
export type GivenRole = z.infer<typeof GivenRole>;

/**
 * What becomes of the photos of who goes. `stay`: they stay theirs. `go`: they are deleted after a notice, within which
 * others may save them. `give`: they become the group's, without a name and without a right to them.
 */
export const ExitTerms = z.enum(['stay', 'go', 'give']);
export type ExitTerms = z.infer<typeof ExitTerms>;

/** How a group is run; its owner sets it. */
export const GroupRules = z.object({
  /** Who makes invites: `everyone` includes viewers. */
  invites: z.enum(['admins', 'contributors', 'everyone']),
  /** Who adds photos. `admins` makes a group to look at. */
  uploads: z.enum(['admins', 'contributors']),
  /** `drop-box`: admins see all photos, everybody else their own alone. */
  photos: z.enum(['shared', 'drop-box']),
  /** `approval`: an invite lets one ask, and admins let in. */
  joining: z.enum(['open', 'approval']),
  /** What becomes of the photos of who is removed, unless the remover says otherwise. */
  removal: ExitTerms,
});
export type GroupRules = z.infer<typeof GroupRules>;

/** New photos are counted so far. */
export const MAX_NEW = 100;

/** What the caller may do in this group, as the server's policy says; clients show controls by it. */
export const GroupAbilities = z.object({
  upload: z.boolean(),
  invite: z.boolean(),
  /** The roles that the caller's invites may give. */
  inviteRoles: z.array(GivenRole),
  manage: z.boolean(),
  moderate: z.boolean(),
  /** Change the rules. */
  configure: z.boolean(),
  transfer: z.boolean(),
  delete: z.boolean(),
});
export type GroupAbilities = z.infer<typeof GroupAbilities>;

/** Someone who has gone and whose photos will be. */
export const Departure = z.object({ person: Person, photoCount: z.int(), photosGoAt: Moment });
export type Departure = z.infer<typeof Departure>;

export const Group = z.object({
  id: Id,
  name: z.string(),
  createdAt: Moment,
  memberCount: z.int(),
  /** Those that the caller sees. */
  photoCount: z.int(),
  /** Those of them that others added after `seenAt`; `MAX_NEW` where there are as many or more. */
  newCount: z.int(),
  /** Through which addition the caller has seen the feed, on whatever device; null: nobody has kept that yet. */
  seenAt: Moment.nullable(),
  /** A signed, short-lived address of the cover's thumbnail. */
  cover: z.object({ photoId: Id, url: z.string(), thumbhash: z.string().nullable() }).nullable(),
  role: Role,
  rules: GroupRules,
  /** How many ask to join; 0 for those who do not decide. */
  joinRequestCount: z.int(),
  /** The next to lose their photos first. */
  departures: z.array(Departure),
  abilities: GroupAbilities,
});
export type Group = z.infer<typeof Group>;

export const Member = z.object({
  userId: Id,
  name: z.string(),
  /** A signed, short-lived address of their picture; null: there is none. */
  avatarUrl: z.string().nullable(),
  role: Role,
  joinedAt: Moment,
  /** Whether the caller blocks them. */
  blocked: z.boolean(),
  /** What the caller may do to this member: the roles they may give, and whether they may remove and ban. */
  abilities: z.object({ giveRoles: z.array(GivenRole), remove: z.boolean() }),
});
export type Member = z.infer<typeof Member>;

/** Someone whom no invite lets in. */
export const Ban = z.object({
  person: Person,
  /** Null: moderators of the platform, or someone who has no account any more. */
  bannedBy: Person.nullable(),
  bannedAt: Moment,
});
export type Ban = z.infer<typeof Ban>;

/** A group that the caller left or was removed from, while they may still choose what becomes of their photos. */
export const Exit = z.object({
  groupId: Id,
  /** As it was called then. */
  groupName: z.string(),
  leftAt: Moment,
  removed: z.boolean(),
  terms: ExitTerms,
  /** The terms that the caller may choose, these among them. */
  choices: z.array(ExitTerms),
  /** Until when they may; of `go`, when the photos are deleted. */
  endsAt: Moment,
  photoCount: z.int(),
});
export type Exit = z.infer<typeof Exit>;

export const Invite = z.object({
  id: Id,
  role: GivenRole,
  createdAt: Moment,
  createdBy: Person,
  expiresAt: Moment,
  maxUses: z.int().nullable(),
  uses: z.int(),
});
export type Invite = z.infer<typeof Invite>;

/** Of an invite link, all that someone who holds it may see before joining. */
export const InvitePreview = z.object({
  groupName: z.string(),
  invitedBy: z.string(),
  memberCount: z.int(),
  role: GivenRole,
  rules: GroupRules.pick({ photos: true, joining: true }),
  expiresAt: Moment,
});
export type InvitePreview = z.infer<typeof InvitePreview>;

/** Someone who asks to join, as those see it who decide. */
export const JoinRequest = z.object({
  id: Id,
  person: PicturedPerson,
  /** The role of the invite they came by. */
  role: GivenRole,
  /** Who made that invite; null: someone who has no account any more. */
  invitedBy: Person.nullable(),
  askedAt: Moment,
  expiresAt: Moment,
  abilities: z.object({ approve: z.boolean() }),
});
export type JoinRequest = z.infer<typeof JoinRequest>;

/** A request as who asked sees it. */
export const MyJoinRequest = z.object({
  id: Id,
  /** As it was called when they asked. */
  groupName: z.string(),
  role: GivenRole,
  state: z.enum(['pending', 'declined']),
  askedAt: Moment,
  /** When it lapses; of one that was declined, from when on they may ask again. */
  endsAt: Moment,
});
export type MyJoinRequest = z.infer<typeof MyJoinRequest>;
