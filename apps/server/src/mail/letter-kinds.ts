import { type ActionKind, type CaseReason, LetterLanguage } from '@wmory/contract';

/** Languages that letters are written in. */
export const languages = LetterLanguage.options;
export type Language = LetterLanguage;

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
}
export type LetterKind = keyof LetterValues;

/** A paragraph, a small one, a code in large type, or a link as a button. */
export type Block = { text: string } | { note: string } | { code: string } | { button: string; link: string };

export interface LetterText {
  subject: string;
  title: string;
  blocks: readonly Block[];
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
  judgements: JudgementWords;
  letters: Record<LetterKind, LetterText>;
}
