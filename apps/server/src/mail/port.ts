/** A text that goes along with a letter. */
export interface LetterFile {
  name: string;
  contentType: string;
  text: string;
}

/** A letter as a template made it; both bodies say the same. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where whoever gets it can end such letters; those that nobody can do without have none. */
  unsubscribe?: string;
  /** Attached to it. */
  files?: readonly LetterFile[];
}

export interface Mailer {
  /** Resolves once the letter is accepted for delivery; rejects when it was not, and may be tried again. */
  send(letter: Letter): Promise<void>;
  close(): Promise<void>;
}
