import { direction, locale } from './current';

const FROM_RIGHT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;
const FROM_LEFT = /[A-Za-z\u00C0-\u024F\u0370-\u052F]/;

/** Marks what is written the other way than the sentence around it, so that it does not tear it apart (UAX 9). */
function isolate(text: string): string {
  const foreign = direction() === 'rtl' ? FROM_LEFT : FROM_RIGHT;
  // An address goes on to other programs, as it is.
  return foreign.test(text) && !/^\w+:\/\//.test(text) ? `\u2068${text}\u2069` : text;
}

/** How a value stands in a sentence. */
export const present = (value: unknown): string =>
  typeof value === 'number' ? new Intl.NumberFormat(locale()).format(value) : isolate(String(value));

/** A sentence without those marks, for the name of a file. */
export const unmarked = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');
