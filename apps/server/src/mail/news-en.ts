import type { LetterText, NewsWords } from './letter-kinds.ts';

export const newsWords: NewsWords = {
  photos: { one: '{count} new photo', other: '{count} new photos' },
  moreThan: 'more than {count} new photos',
  somebody: 'a member',
  others: 'others',
  unnamedGroup: 'One of your groups',
  see: 'See the photos',
  moreGroups: 'There is something new in more of your groups, too.',
};

/** Letters about groups, which people may turn off. */
export const newsLetters = {
  newPhotos: {
    subject: 'New photos in your groups',
    title: 'New photos in your groups',
    blocks: [{ text: 'Others have added photos that you have not seen yet:' }, { entries: true }],
  },
  joinAsked: {
    subject: 'People ask to join your group',
    title: 'People ask to join your group',
    blocks: [
      { entries: true },
      {
        text: 'Somebody asks to join this group. An admin says yes or no; until then they are shown nothing of it.',
      },
      { button: 'See who asks', link: '{link}' },
    ],
  },
  joinAccepted: {
    subject: 'You are in',
    title: 'You are in',
    blocks: [
      { entries: true },
      { text: 'You asked to join this group, and were let in.' },
      { button: 'Open the group', link: '{link}' },
    ],
  },
} satisfies Record<string, LetterText>;
