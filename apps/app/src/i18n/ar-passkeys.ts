import type { Part } from './messages';

export const passkeyFault: NonNullable<Part<'ar', 'failure'>['passkey']> = {
  cancelled: 'لم يُستخدم أي مفتاح مرور.',
  known: 'لدى هذا الجهاز أو مدير كلمات المرور مفتاح مرور لهذا الحساب بالفعل.',
  failed: 'لم يستطع المتصفح استخدام مفتاح مرور هنا. حاول مرة أخرى، أو بجهاز آخر.',
};

export const passkeys: Part<'ar', 'passkeys'> = {
  title: 'مفاتيح المرور',
  hint: 'سجّل الدخول ببصمتك أو وجهك أو قفل الشاشة بدلًا من كلمة المرور. لا يستطيع أحد تخمينها أو سرقتها بالاحتيال.',
  none: 'لا مفاتيح مرور بعد',
  add: 'إضافة مفتاح مرور',
  elsewhere: 'تُضاف مفاتيح المرور في متصفح: افتح WMORY الخاص بك هناك باسمه، عبر https.',
  used: 'أُضيف {{added}} · آخر استخدام {{used}}',
  unused: 'أُضيف {{added}} · لم يُستخدم بعد',
  synced: 'متزامن',
  actions: 'ما تفعله بشأن {{name}}',
  added: 'أصبح {{name}} يفتح حسابك من الآن',
  rename: 'إعادة التسمية',
  renameTitle: 'اسم مفتاح المرور',
  renamed: 'لمفتاح المرور اسم جديد',
  nameMissing: 'أعطِ مفتاح المرور اسمًا.',
  remove: 'إزالة',
  removeTitle: 'إزالة {{name}}؟',
  removeBody: 'لن يفتح حسابك بعد ذلك. قد تظل أجهزة ومديرو كلمات مرور يعرضونه حتى تحذفه هناك أيضًا.',
  removed: 'أُزيل {{name}}',
};

export const identity: Part<'ar', 'identity'> = {
  title: 'هل هذا أنت؟',
  body: 'قبل أن تتغير طريقة الدخول إلى حسابك، أثبت أنه لك. يسري ذلك عشر دقائق.',
  password: 'تأكيد',
  passkey: 'استخدام مفتاح مرور',
  wrong: 'كلمة المرور غير صحيحة.',
};
