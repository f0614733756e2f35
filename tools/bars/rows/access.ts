import { type Bar, groups, inStores, media, server } from './row.ts';

export const accessBars: readonly Bar[] = [
  {
    number: 21,
    holds:
      'Every operation is tried in every role, by a table in which one that is missing does not compile.',
    tests: {
      [`${server}/http/authorisation.test.ts`]: [
        '${id}: ${row.rule}',
        '${id}: moderators alone, whatever somebody is in the group',
      ],
    },
  },
  {
    number: 22,
    holds:
      'What belongs to a photo is shown to those who see the photo: 200 ids of others in each of five groups show nothing.',
    tests: {
      [`${media}/leaks.http.test.ts`]: [
        'what is done to one photo finds none of another group, and tells it from none at all by nothing',
        'a report finds no photo of another group either',
        'what is done to many photos is done to none if one is of another group',
        'nothing of a group is there for who is in another',
        'a signed address leads to no other photo, whatever is written in its place',
      ],
      [`${media}/policy.test.ts`]: [
        'what is in the trash or failed exists for its uploader and for moderators alone',
        'what is hidden exists for its uploader, for moderators, and for who asked for it, as long as nothing else hides it',
      ],
      'e2e/outsider.e2e.ts': ['an outsider who knows every address sees nothing'],
    },
  },
  {
    number: 23,
    holds: 'Nobody raises themselves, and a group keeps exactly one owner, in a race as well.',
    tests: {
      [`${groups}/groups.test.ts`]: [
        'cannot raise themselves, touch those above them, or outsiders',
        'leave exactly one owner behind, whatever races',
      ],
      [`${groups}/leave.test.ts`]: [
        'it has exactly one owner, whichever heirs leave or are removed at that moment',
      ],
    },
  },
  {
    number: 24,
    holds:
      'Who was removed gets no new address at once, and the last old one ends within ten minutes; reads are for private caches, of a type that the server sets.',
    tests: {
      [`${media}/reads.http.test.ts`]: [
        'who was removed gets no new address at once, and the last old one is dead ten minutes later',
        'a signed address opens nothing but what it was signed for, and not for long',
      ],
      ...inStores('serves the type it is told to, whatever was stored, and for private caches only'),
    },
  },
  {
    number: 25,
    holds: '30 ways to write a content type lead none around the schema.',
    tests: { [`${server}/http/http.test.ts`]: ['no content type leads around the schema'] },
  },
  {
    number: 26,
    holds:
      'JSON has 64 KiB at most, a page 100 entries, and a day 20 reports; what is called too often is told when to come back. No address takes a method, a query or a page of others that it does not know.',
    tests: {
      [`${server}/http/surface.test.ts`]: [
        'says who may keep it, admits no page of others, and names no software',
        'answers 405 with Allow to a method it does not take, and OPTIONS with the same',
        'that an operation does not know is refused by every one',
      ],
      [`${server}/http/client-error.test.ts`]: [
        'a request that ${what} is answered ${status} ${code}, and the connection closed',
      ],
      [`${server}/http/http.test.ts`]: [
        'that ${what} is answered ${status} ${code}',
        'what is called too often says when to come back',
      ],
      [`${server}/modules/moderation/moderation.http.test.ts`]: [
        'is refused after 20 a day with all that a client needs to know',
      ],
      [`${server}/http/fuzz.test.ts`]: ['answers whatever it is asked as the contract says'],
    },
  },
];
