import type { OptionalLetter } from '@wmory/contract';
import type { Clock } from '../../clock.ts';
import type { Tx } from '../../db/index.ts';
import type { Block } from '../../mail/letter-kinds.ts';
import { describeNews, headGroup, newsWords } from '../../mail/news-words.ts';
import type { Letter } from '../../mail/port.ts';
import { writeLetter } from '../../mail/templates.ts';
import type { Addressee, ComposeNotice } from '../accounts/index.ts';
import { isAtLeast, type Membership } from '../groups/index.ts';
import { news } from '../media/index.ts';
import type { NotificationDeps } from './deps.ts';
import { optOutOf } from './opt-out.ts';
import { MAX_DIGEST_GROUPS, newsAfter } from './policy.ts';
import { isAskedToJoin, selectChoices } from './store.ts';
import { selectTold } from './store-digests.ts';

export interface LetterDeps {
  clock: Clock;
  /** Origin that links lead to, without a slash at its end. */
  publicUrl: () => string;
  optOutKey: Buffer;
  listMemberships: NotificationDeps['groups']['listMemberships'];
}

/** What kind each of these letters is of, as people choose. */
const kinds = {
  'new-photos': 'photos',
  'join-asked': 'requests',
  'join-accepted': 'answers',
} as const satisfies Record<string, OptionalLetter>;
type NewsNotice = keyof typeof kinds;

const isNews = (kind: string): kind is NewsNotice => Object.hasOwn(kinds, kind);

/** Who is written to, and what they are in at this moment. */
interface Reader extends Addressee {
  userId: string;
  memberships: readonly Membership[];
}

/**
 * Writes the letters of this module, of what is so when it is sent: who has left a group meanwhile, or was removed, is told
 * nothing of it. Photos are in the app alone: an address that shows one would show it to whoever reads the mail.
 */
export function createNotificationLetters(deps: LetterDeps): ComposeNotice {
  const { clock, publicUrl, optOutKey, listMemberships } = deps;
  const linkTo = (groupId: string, page = ''): string => `${publicUrl()}/groups/${groupId}${page}`;

  async function tellGroup(
    tx: Tx,
    { language }: Reader,
    member: Membership,
    span: { after: number; until: number },
  ): Promise<Block[]> {
    const found = await news.count(tx, member, span);
    if (found.by.length === 0) return [];
    return [
      { heading: headGroup(language, member.groupName) },
      { text: describeNews(language, found) },
      { button: newsWords(language).see, link: linkTo(member.groupId) },
    ];
  }

  async function tellNews(tx: Tx, reader: Reader): Promise<Block[]> {
    const told = new Map((await selectTold(tx, reader.userId)).map((group) => [group.group_id, group]));
    const groups: Block[][] = [];
    for (const member of reader.memberships) {
      const group = told.get(member.groupId);
      if (group?.muted !== 0 || group.told_from === null || group.told_until === null) continue;
      const after = newsAfter(group.told_from, member);
      const blocks = await tellGroup(tx, reader, member, { after, until: group.told_until });
      if (blocks.length > 0) groups.push(blocks);
      if (groups.length > MAX_DIGEST_GROUPS) break;
    }
    const blocks = groups.slice(0, MAX_DIGEST_GROUPS).flat();
    if (groups.length > MAX_DIGEST_GROUPS) blocks.push({ text: newsWords(reader.language).moreGroups });
    return blocks;
  }

  async function compose(tx: Tx, kind: NewsNotice, groupId: string, reader: Reader): Promise<Letter | null> {
    const { userId, email, name, language, memberships } = reader;
    const optOut = optOutOf(publicUrl(), optOutKey, { userId, kind: kinds[kind] });
    if (kind === 'new-photos') {
      const entries = await tellNews(tx, reader);
      return entries.length > 0 ? writeLetter('newPhotos', email, { name, entries, optOut }, language) : null;
    }
    const member = memberships.find((each) => each.groupId === groupId);
    if (!member) return null;
    const entries = [{ heading: headGroup(language, member.groupName) }];
    if (kind === 'join-accepted')
      return writeLetter('joinAccepted', email, { name, entries, link: linkTo(groupId), optOut }, language);
    if (!isAtLeast(member.role, 'admin') || !(await isAskedToJoin(tx, groupId, clock()))) return null;
    const link = linkTo(groupId, '/members');
    return writeLetter('joinAsked', email, { name, entries, link, optOut }, language);
  }

  return async (tx, { kind, about, user_id: userId }, to) => {
    if (!isNews(kind) || about === null || to.suspended) return null;
    const choices = await selectChoices(tx, userId);
    if (choices[kinds[kind]] === 'off') return null;
    const memberships = await listMemberships(tx, userId);
    return compose(tx, kind, about, { ...to, userId, memberships });
  };
}
