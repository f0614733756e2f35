import { type Direction, directionOf, type Language } from './languages';

let spoken: { language: Language; locale: string } = { language: 'en', locale: 'en' };

/** The language that is spoken at the moment. What is drawn with it is drawn anew when it changes. */
export const language = (): Language => spoken.language;

/** BCP 47, for dates and numbers. */
export const locale = (): string => spoken.locale;

export const direction = (): Direction => directionOf(spoken.language);

export function speakFromNowOn(next: { language: Language; locale: string }): void {
  spoken = next;
}
