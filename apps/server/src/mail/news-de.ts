import type { LetterText, NewsWords } from './letter-kinds.ts';

export const newsWords: NewsWords = {
  photos: { one: '{count} neues Foto', other: '{count} neue Fotos' },
  moreThan: 'mehr als {count} neue Fotos',
  somebody: 'ein Mitglied',
  others: 'andere',
  unnamedGroup: 'Eine deiner Gruppen',
  see: 'Fotos ansehen',
  moreGroups: 'Auch in weiteren deiner Gruppen gibt es Neues.',
};

/** Letters about groups, which people may turn off. */
export const newsLetters = {
  newPhotos: {
    subject: 'Neue Fotos in deinen Gruppen',
    title: 'Neue Fotos in deinen Gruppen',
    blocks: [{ text: 'Andere haben Fotos hinzugefügt, die du noch nicht gesehen hast:' }, { entries: true }],
  },
  joinAsked: {
    subject: 'Jemand möchte deiner Gruppe beitreten',
    title: 'Jemand möchte deiner Gruppe beitreten',
    blocks: [
      { entries: true },
      {
        text: 'Jemand möchte dieser Gruppe beitreten. Ein Admin sagt Ja oder Nein; bis dahin ist für niemanden von außen etwas zu sehen.',
      },
      { button: 'Anfragen ansehen', link: '{link}' },
    ],
  },
  joinAccepted: {
    subject: 'Du bist dabei',
    title: 'Du bist dabei',
    blocks: [
      { entries: true },
      { text: 'Du wolltest dieser Gruppe beitreten und bist jetzt dabei.' },
      { button: 'Gruppe öffnen', link: '{link}' },
    ],
  },
} satisfies Record<string, LetterText>;
