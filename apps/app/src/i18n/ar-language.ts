import type { Part } from './messages';

export const language: Part<'ar', 'language'> = {
  title: 'اللغة',
  system: 'لغة هذا الجهاز',
  hint: 'تصلك رسائل البريد بهذه اللغة أيضًا.',
  failed: 'تعذّر تحميل هذه اللغة. تحقق من اتصالك وحاول مرة أخرى.',
  lettersLater: 'لم يُجب الخادم، لذا ستبقى رسائل البريد بلغتها السابقة.',
};
