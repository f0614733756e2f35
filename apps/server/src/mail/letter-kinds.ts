/** Languages that letters are written in. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The values each letter is written with; the names between braces in its texts. */
export interface LetterValues {
  verifyEmail: { name: string; code: string; link: string };
  alreadyRegistered: { name: string; resetLink: string; logInLink: string };
  resetPassword: { name: string; link: string };
  /** `when`: UTC milliseconds. */
  passwordChanged: { name: string; when: number };
  passkeyAdded: { name: string; when: number };
  passkeyRemoved: { name: string; when: number };
}
export type LetterKind = keyof LetterValues;

/** A paragraph, a small one, a code in large type, or a link as a button. */
export type Block = { text: string } | { note: string } | { code: string } | { button: string; link: string };

export interface LetterText {
  subject: string;
  title: string;
  blocks: readonly Block[];
}

export interface LanguageTexts {
  /** Used for a name that could pass for something else than a name, too. */
  greeting: { named: string; unnamed: string };
  footer: string;
  letters: Record<LetterKind, LetterText>;
}
