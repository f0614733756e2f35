import type { LetterText } from './letter-kinds.ts';

/** Letters about an account that is deleted. */
export const deletionLetters = {
  deletionAsked: {
    subject: 'سيُحذف حسابك',
    title: 'سيُحذف حسابك',
    blocks: [
      { text: 'في {when} طلب أحدهم، ولعله أنت، حذف حسابك.' },
      {
        text: 'سيُحذف في {until}. حتى ذلك الحين لا يضيع شيء: كل شيء يعمل كما كان، ويمكنك أن تغيّر رأيك.',
      },
      { button: 'الاحتفاظ بحسابي', link: '{link}' },
      {
        note: 'إن لم تكن أنت من طلب ذلك فاحتفظ بالحساب فورًا، ثم اختر كلمة مرور جديدة: «نسيت كلمة المرور؟» عند تسجيل الدخول.',
      },
    ],
  },
  deletionReminder: {
    subject: 'سيُحذف حسابك قريبًا',
    title: 'سيُحذف حسابك قريبًا',
    blocks: [
      { text: 'كما طلبت، سيُحذف حسابك في {until}. وبعد ذلك لا يستطيع أحد استعادته.' },
      { text: 'إن أردت البقاء، أو حفظ صورك أولًا، فاحتفظ به:' },
      { button: 'الاحتفاظ بحسابي', link: '{link}' },
      { note: 'إن أردت الرحيل فليس عليك فعل شيء.' },
    ],
  },
  accountDeleted: {
    subject: 'حُذف حسابك',
    title: 'حُذف حسابك',
    blocks: [
      { text: 'في {when} حُذف حسابك، مع اسمك وعنوانك وكل ما كان يفتحه.' },
      {
        text: 'يذكر الملف المرفق ما حُذف وما يبقى من دون اسمك، وهو موقّع. احفظه: لا يمكننا إرساله مرة أخرى، فعنوانك لم يعد لدينا.',
      },
      { note: 'يستطيع من لديه الملف أن يتحقق منه بالأمر «wmory verify-certificate».' },
      { note: 'هذه آخر رسالة تصلك منا. دمت بخير.' },
    ],
  },
} satisfies Record<string, LetterText>;
