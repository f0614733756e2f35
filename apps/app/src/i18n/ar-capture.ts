import type { Part } from './messages';

export const unplaced: Part<'ar', 'unplaced'> = {
  title_zero: 'لا صور للإضافة',
  title_one: 'إضافة صورة إلى',
  title_two: 'إضافة صورتين إلى',
  title_few: 'إضافة {{count}} صور إلى',
  title_many: 'إضافة {{count}} صورة إلى',
  title_other: 'إضافة {{count}} صورة إلى',
  body_zero: '{{size}}',
  body_one: '{{size}}، بالجودة الكاملة.',
  body_two: '{{size}} معًا، بالجودة الكاملة.',
  body_few: '{{size}} معًا، بالجودة الكاملة.',
  body_many: '{{size}} معًا، بالجودة الكاملة.',
  body_other: '{{size}} معًا، بالجودة الكاملة.',
  nowhere: 'لست في أي مجموعة يمكنك إضافة صور إليها.',
  nothingShared: 'لم تصل أي صور. شاركها مرة أخرى.',
  left: 'لم تُضف الصور',
};
