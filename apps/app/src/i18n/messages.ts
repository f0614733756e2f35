import type { en } from './en';

type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many';

// A key that counts may have any of the plural forms that its language knows.
type PluralKeys<T> = {
  [K in keyof T & string as K extends `${infer Base}_other` ? `${Base}_${PluralForm}` : never]?: string;
};

type Filled<T> = T extends string
  ? string
  : { [K in keyof T as K extends `${string}_${PluralForm}` ? never : K]: Filled<T[K]> } & PluralKeys<T>;

/**
 * What a translation has to hold: every key of the English one. A file `de.ts` that says
 * `export const de: Messages = { … }` does not compile while a sentence is missing.
 */
export type Messages = Filled<typeof en>;
