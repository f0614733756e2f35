import type { LetterText, NewsWords } from './letter-kinds.ts';

export const newsWords: NewsWords = {
  photos: {
    zero: 'لا صور جديدة',
    one: 'صورة جديدة واحدة',
    two: 'صورتان جديدتان',
    few: '{count} صور جديدة',
    many: '{count} صورة جديدة',
    other: '{count} صورة جديدة',
  },
  moreThan: 'أكثر من {count} صورة جديدة',
  somebody: 'أحد الأعضاء',
  others: 'آخرون',
  unnamedGroup: 'إحدى مجموعاتك',
  see: 'عرض الصور',
  moreGroups: 'وهناك جديد في مجموعات أخرى لك أيضًا.',
};

/** Letters about groups, which people may turn off. */
export const newsLetters = {
  newPhotos: {
    subject: 'صور جديدة في مجموعاتك',
    title: 'صور جديدة في مجموعاتك',
    blocks: [{ text: 'أضاف آخرون صورًا لم ترها بعد:' }, { entries: true }],
  },
  joinAsked: {
    subject: 'شخص يطلب الانضمام إلى مجموعتك',
    title: 'شخص يطلب الانضمام إلى مجموعتك',
    blocks: [
      { entries: true },
      {
        text: 'شخص يطلب الانضمام إلى هذه المجموعة. يوافق أحد المشرفين أو يرفض؛ وحتى ذلك الحين لا يُعرض عليه شيء منها.',
      },
      { button: 'عرض الطلبات', link: '{link}' },
    ],
  },
  joinAccepted: {
    subject: 'تم قبولك',
    title: 'تم قبولك',
    blocks: [
      { entries: true },
      { text: 'طلبت الانضمام إلى هذه المجموعة وقد قُبل طلبك.' },
      { button: 'فتح المجموعة', link: '{link}' },
    ],
  },
} satisfies Record<string, LetterText>;
