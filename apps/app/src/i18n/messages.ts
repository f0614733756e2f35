import type { en } from './en';
import type { Language, PluralCategories } from './languages';

type Category = PluralCategories['ar'];

/** What a key counts by: `photos` of `photos_one` and `photos_other`. */
type Counted<T> = { [K in keyof T]: K extends `${infer Base}_other` ? Base : never }[keyof T];

/** A form for nothing at all is asked for where English has one: it says something else than a number. */
type Forms<T, L extends Language> = {
  [Base in Counted<T>]: `${Base}_${PluralCategories[L]}` | Extract<keyof T, `${Base}_zero`>;
}[Counted<T>];

type Plain<T> = Exclude<keyof T & string, `${Counted<T>}_${Category}`>;

type Translated<T, L extends Language> = T extends string
  ? string
  : { [K in Plain<T>]: Translated<T[K], L> } & { [K in Forms<T, L>]: string };

/** What a translation holds: the keys of the English one, with the plural forms of its own language. */
export type Messages<L extends Language> = Translated<typeof en, L>;

/** One of its parts, for the file that holds it. */
export type Part<L extends Language, K extends keyof typeof en> = Translated<(typeof en)[K], L>;
