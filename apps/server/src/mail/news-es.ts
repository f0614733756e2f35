import type { LetterText, NewsWords } from './letter-kinds.ts';

export const newsWords: NewsWords = {
  photos: { one: '{count} foto nueva', other: '{count} fotos nuevas' },
  moreThan: 'más de {count} fotos nuevas',
  somebody: 'un miembro',
  others: 'otras personas',
  unnamedGroup: 'Uno de tus grupos',
  see: 'Ver las fotos',
  moreGroups: 'También hay novedades en otros de tus grupos.',
};

/** Letters about groups, which people may turn off. */
export const newsLetters = {
  newPhotos: {
    subject: 'Fotos nuevas en tus grupos',
    title: 'Fotos nuevas en tus grupos',
    blocks: [{ text: 'Otras personas han añadido fotos que aún no has visto:' }, { entries: true }],
  },
  joinAsked: {
    subject: 'Alguien pide entrar en tu grupo',
    title: 'Alguien pide entrar en tu grupo',
    blocks: [
      { entries: true },
      {
        text: 'Alguien pide entrar en este grupo. Un administrador dice sí o no; hasta entonces no se le muestra nada.',
      },
      { button: 'Ver quién lo pide', link: '{link}' },
    ],
  },
  joinAccepted: {
    subject: 'Ya estás dentro',
    title: 'Ya estás dentro',
    blocks: [
      { entries: true },
      { text: 'Pediste entrar en este grupo y te han aceptado.' },
      { button: 'Abrir el grupo', link: '{link}' },
    ],
  },
} satisfies Record<string, LetterText>;
