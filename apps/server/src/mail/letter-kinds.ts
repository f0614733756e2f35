import { type ActionKind, type CaseReason, LetterLanguage } from '@wmory/contract';

/** Languages that letters are written in. */
export const languages = LetterLanguage.options;
export type Language = LetterLanguage;

/** Where letters of the kind can be turned off; the links of its foot. */
export interface OptOut {
  /** Takes a POST of a mail program (RFC 8058), and shows people the page of `stop`. */
  oneClick: string;
  stop: string;
  /** Where to choose among all kinds. */
  choose: string;
}

/** The values each letter is written with; the names between braces in its texts. */
export interface LetterValues {
  verifyEmail: { name: string; code: string; link: string };
  alreadyRegistered: { name: string; resetLink: string; logInLink: string };
  resetPassword: { name: string; link: string };
  /** `when`: UTC milliseconds. */
  passwordChanged: { name: string; when: number };
  passkeyAdded: { name: string; when: number };
  passkeyRemoved: { name: string; when: number };
  /** `device`: as of `nameDevice`. */
  newDevice: { name: string; device: string; when: number; link: string };
  /** To the address that an account asks for; `until`: UTC milliseconds. */
  emailChange: { name: string; link: string; until: number };
  /** To the same address, if another account has it. */
  emailChangeTaken: { name: string; link: string };
  /** To the address that the account had when it asked; `when` and `until`: UTC milliseconds. */
  emailChangeNotice: { name: string; when: number; until: number; link: string };
  /** `when`, `until`: UTC milliseconds. */
  deletionAsked: { name: string; when: number; until: number; link: string };
  deletionReminder: { name: string; until: number; link: string };
  /** To somebody without an account, with the certificate as a file. */
  accountDeleted: { name: string; when: number };
  /** To who reported; `where` as of `JudgementWords`. */
  reportActed: { name: string; where: string; link: string };
  reportDismissed: { name: string; where: string; link: string };
  /** To who asked to hide a photo that is shown again. */
  hideDeclined: { name: string; where: string; link: string };
  /** To whom a decision concerns; `what` and `why` as of `JudgementWords`. */
  decisionMade: { name: string; where: string; what: string; why: string; link: string; until: number };
  decisionReversed: { name: string; where: string; what: string; link: string };
  appealRejected: { name: string; where: string; what: string; link: string };
  /** To who uploaded the photo; `until`: UTC milliseconds. */
  hideRequested: { name: string; where: string; link: string; until: number };
  /** To who judges. */
  casesWaiting: { name: string; link: string };
  /** `entries`: what is new, group by group. */
  newPhotos: { name: string; entries: readonly Block[]; optOut: OptOut };
  /** To admins; `entries`: which group. */
  joinAsked: { name: string; entries: readonly Block[]; link: string; optOut: OptOut };
  joinAccepted: { name: string; entries: readonly Block[]; link: string; optOut: OptOut };
}
export type LetterKind = keyof LetterValues;

/** A paragraph, a small one, a heading, a code in large type, or a link as a button. */
export type Block =
  | { text: string }
  | { note: string }
  | { heading: string }
  | { code: string }
  | { button: string; link: string };

/** In the place of the `entries` of a letter's values. */
export interface Entries {
  entries: true;
}

export interface LetterText {
  subject: string;
  title: string;
  blocks: readonly (Block | Entries)[];
}

/** Parts of sentences about what is new. */
export interface NewsWords {
  /** By the grammar of the number (Unicode's plural rules). */
  photos: Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };
  moreThan: string;
  /** For a name that could pass for something else than one. */
  somebody: string;
  others: string;
  unnamedGroup: string;
  see: string;
  moreGroups: string;
}

/** Parts of sentences about what was judged. */
export interface JudgementWords {
  /** Completes “This was decided: …”. */
  actions: Record<Exclude<ActionKind, 'dismiss'>, string>;
  /** In the place of `suspend`, with its end. */
  suspendUntil: string;
  /** Completes “The reason: …”. */
  reasons: Record<CaseReason, string>;
  /** Completes “… in”; `unnamed` for a name that could pass for something else than a name. */
  where: { named: string; unnamed: string };
}

export interface LanguageTexts {
  /** Used for a name that could pass for something else than a name, too. */
  greeting: { named: string; unnamed: string };
  footer: string;
  optOut: { stop: string; choose: string };
  news: NewsWords;
  judgements: JudgementWords;
  letters: Record<LetterKind, LetterText>;
}
