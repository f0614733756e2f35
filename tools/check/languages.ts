import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Sentences {
  readonly [key: string]: string | Sentences;
}

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
type Category = (typeof CATEGORIES)[number];

/** Forms of so few that a sentence may say them in words instead of by number. */
const inWords: ReadonlySet<string> = new Set<Category>(['zero', 'one', 'two']);

const categoriesOf = (language: string): string[] =>
  new Intl.PluralRules(language).resolvedOptions().pluralCategories;

/** Every sentence by its path, such as `media.feed.end_one`. */
function flatten(sentences: Sentences, prefix = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(sentences)) {
    if (typeof value === 'string') found.set(prefix + key, value);
    else for (const [path, text] of flatten(value, `${prefix}${key}.`)) found.set(path, text);
  }
  return found;
}

/** Splits `photos_one` where there is a `photos_other`, which is what makes it a plural; null for all else. */
function splitForm(path: string, all: ReadonlyMap<string, string>): { base: string; form: string } | null {
  const at = path.lastIndexOf('_');
  const [base, form] = [path.slice(0, at), path.slice(at + 1)];
  const known = CATEGORIES.some((category) => category === form);
  return at > 0 && known && all.has(`${base}_other`) ? { base, form } : null;
}

const holesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, hole]) => hole ?? ''))].sort();

/** The paths that a language has to hold, each with the English sentence that it says. */
function expected(english: ReadonlyMap<string, string>, language: string): Map<string, string> {
  const wanted = new Map<string, string>();
  for (const [path, text] of english) {
    const plural = splitForm(path, english);
    if (!plural) wanted.set(path, text);
    else if (plural.form === 'other')
      for (const form of categoriesOf(language))
        wanted.set(`${plural.base}_${form}`, english.get(`${plural.base}_${form}`) ?? text);
    // Nothing at all is said in words of its own, in every language.
    else if (plural.form === 'zero') wanted.set(path, text);
  }
  return wanted;
}

/**
 * What is wrong with a translation: keys that are missing or that English has not, plural forms that the language
 * needs (CLDR, by `Intl.PluralRules`) or does not know, placeholders that are lost or made up.
 */
export function findFaults(language: string, english: Sentences, translation: Sentences): string[] {
  const wanted = expected(flatten(english), language);
  const own = flatten(translation);
  const missing = [...wanted.keys()].filter((path) => !own.has(path)).map((path) => `${path} is missing`);
  const superfluous = [...own.keys()]
    .filter((path) => !wanted.has(path))
    .map((path) => `${path} is superfluous`);
  const holes = [...wanted].flatMap(([path, text]) => {
    const sentence = own.get(path);
    if (sentence === undefined) return [];
    if (sentence.trim() === '') return [`${path} is empty`];
    const form = splitForm(path, own)?.form ?? 'other';
    const counts = (hole: string) => hole !== 'count' || !inWords.has(form);
    const [need, have] = [holesIn(text).filter(counts), holesIn(sentence).filter(counts)];
    // Of nothing there may be less to say.
    const right = form === 'zero' ? have.every((hole) => need.includes(hole)) : need.join() === have.join();
    return right ? [] : [`${path} has the placeholders [${have}] instead of [${need}]`];
  });
  return [...missing, ...superfluous, ...holes].map((fault) => `${language}: ${fault}`);
}

/** The sentences of the app by language, as `apps/app/src/i18n` has them. */
export async function loadLanguages(root: string): Promise<Map<string, Sentences>> {
  const folder = join(root, 'apps/app/src/i18n');
  const within = (url: string | undefined): boolean => url?.startsWith(pathToFileURL(folder).href) ?? false;
  // The app's bundler knows files without their ending, and that they are modules; Node does not.
  const hooks = registerHooks({
    load: (url, context, next) =>
      next(url, within(url) ? { ...context, format: 'module-typescript' } : context),
    resolve: (name, context, next) =>
      name.startsWith('./') && within(context.parentURL) && !name.endsWith('.ts')
        ? next(`${name}.ts`, context)
        : next(name, context),
  });
  try {
    const load = async (name: string): Promise<Record<string, unknown>> =>
      await import(pathToFileURL(join(folder, `${name}.ts`)).href);
    const { languages } = (await load('languages')) as { languages: readonly string[] };
    const all = new Map<string, Sentences>();
    for (const language of languages) {
      if (!existsSync(join(folder, `${language}.ts`))) throw new Error(`There is no ${language}.ts`);
      all.set(language, (await load(language))[language] as Sentences);
    }
    return all;
  } finally {
    hooks.deregister();
  }
}

/** What is wrong in any language of the app. */
export async function checkLanguages(root: string): Promise<string[]> {
  const all = await loadLanguages(root);
  const english = all.get('en') ?? {};
  return [...all].flatMap(([language, sentences]) => findFaults(language, english, sentences));
}
