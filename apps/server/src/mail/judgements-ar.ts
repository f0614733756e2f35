import type { judgementLetters as english } from './judgements-en.ts';
import type { JudgementWords } from './letter-kinds.ts';

export const judgementWords: JudgementWords = {
  actions: {
    hide: 'أُخفيت صورتك عن بقية الأعضاء',
    remove: 'أُزيل ما أُبلغ عنه',
    warn: 'وُجّه إليك تنبيه',
    ban: 'أُخرجت من المجموعة نهائيًا',
    suspend: 'أُوقف حسابك',
    takedown: 'حُذفت صورتك من كل مكان ولا يمكن مشاركتها من جديد',
  },
  suspendUntil: 'أُوقف حسابك حتى {until}',
  reasons: {
    spam: 'رسائل مزعجة',
    harassment: 'مضايقة',
    sexual: 'محتوى جنسي',
    'child-safety': 'سلامة الأطفال',
    violence: 'عنف',
    threat: 'تهديدات',
    misleading: 'تضليل أو انتحال شخصية',
    privacy: 'خصوصية شخص آخر',
    other: 'لا مكان له هنا',
    'in-photo': 'طلب ذلك شخص يظهر في الصورة',
  },
  where: { named: 'في مجموعة «{group}»', unnamed: 'في إحدى مجموعاتك' },
};

export const judgementLetters: typeof english = {
  reportActed: {
    subject: 'اتُّخذ إجراء بشأن بلاغك',
    title: 'اتُّخذ إجراء بشأن بلاغك',
    blocks: [
      { text: 'أبلغت عن شيء {where}. نُظر فيه واتُّخذ إجراء.' },
      { text: 'أما ما هو بالضبط فيبقى بين من قرّروا ومن يخصّه الأمر. شكرًا لأنك أخبرتنا.' },
      { button: 'بلاغاتك', link: '{link}' },
      { note: 'لن يعرف أحد من أبلغ.' },
    ],
  },
  reportDismissed: {
    subject: 'نُظر في بلاغك',
    title: 'نُظر في بلاغك',
    blocks: [
      { text: 'أبلغت عن شيء {where}. نُظر فيه ولم يُعدّ مخالفًا للقواعد، لذا يبقى.' },
      { text: 'إن كنت لا تريد رؤيته فيمكنك مغادرة المجموعة أو حظر الشخص.' },
      { button: 'بلاغاتك', link: '{link}' },
      { note: 'لن يعرف أحد من أبلغ.' },
    ],
  },
  hideDeclined: {
    subject: 'ظهرت الصورة من جديد',
    title: 'ظهرت الصورة من جديد',
    blocks: [
      { text: 'طلبت إخفاء صورة {where}. نُظر في الأمر، وظهرت الصورة من جديد.' },
      {
        text: 'إن كنت تظهر فيها ولا توافق فيمكنك التظلّم مرة واحدة خلال 14 يومًا، ويحسم حينها مراقبو الخادم كله.',
      },
      { button: 'عرض وتظلّم', link: '{link}' },
      { note: 'لن يعرف أحد من طلب.' },
    ],
  },
  decisionMade: {
    subject: 'قرار بشأنك',
    title: 'قرار بشأنك',
    blocks: [
      { text: 'أُبلغ عن شيء يخصّك {where} ونُظر فيه. وهذا ما تقرّر: {what}.' },
      { text: 'السبب: {why}.' },
      { text: 'إن كنت لا توافق فيمكنك التظلّم مرة واحدة حتى {until}. سينظر فيه شخص غير الذي قرّر.' },
      { button: 'عرض وتظلّم', link: '{link}' },
      { note: 'إن كان حسابك موقوفًا فسجّل الدخول بكلمة مرورك: سيظهر لك القرار ويمكنك التظلّم.' },
    ],
  },
  decisionReversed: {
    subject: 'أُلغي قرار بشأنك',
    title: 'أُلغي قرار',
    blocks: [
      { text: 'كان قد تقرّر {where}: {what}. وقد أُلغي ذلك بقدر ما يمكن التراجع عنه.' },
      { button: 'عرض القرار', link: '{link}' },
    ],
  },
  appealRejected: {
    subject: 'نُظر في تظلّمك',
    title: 'نُظر في تظلّمك',
    blocks: [
      { text: 'تظلّمت من قرار {where}: {what}. نظر فيه شخص آخر، وبقي القرار كما هو.' },
      { button: 'عرض القرار', link: '{link}' },
    ],
  },
  hideRequested: {
    subject: 'أحدهم يطلب منك إخفاء صورة',
    title: 'أحدهم يطلب منك إخفاء صورة',
    blocks: [
      { text: 'يقول شخص إنه يظهر في صورة لك {where}، ويطلب إخفاءها. وهي مخفية في الوقت الحالي.' },
      { text: 'قل حتى {until} إن كنت توافق. إن لم ترد بقيت مخفية.' },
      { button: 'عرض الصورة', link: '{link}' },
      { note: 'إن اعترضت حسم الأمر مشرف أو مراقب. ولن تعرف من طلب.' },
    ],
  },
  casesWaiting: {
    subject: 'بلاغات تنتظرك',
    title: 'بلاغات تنتظرك',
    blocks: [
      { text: 'أُبلغ عن شيء يمكنك أن تحسمه. وما لا تحسمه المجموعة خلال 72 ساعة ينتقل إلى مراقبي الخادم.' },
      { button: 'عرض البلاغات', link: '{link}' },
    ],
  },
};
