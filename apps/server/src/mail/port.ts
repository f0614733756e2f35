/** A letter as a template made it; both bodies say the same. */
export interface Letter {
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface Mailer {
  /** Resolves once the letter is accepted for delivery; rejects when it was not, and may be tried again. */
  send(letter: Letter): Promise<void>;
  close(): Promise<void>;
}
