type Category = Intl.LDMLPluralRule;

/** Cardinals of the CLDR, for the languages that the app speaks. */
const rules: Record<string, { categories: Category[]; select: (n: number) => Category }> = {
  en: { categories: ['one', 'other'], select: (n) => (n === 1 ? 'one' : 'other') },
  de: { categories: ['one', 'other'], select: (n) => (n === 1 ? 'one' : 'other') },
  es: {
    categories: ['one', 'many', 'other'],
    select: (n) => (n === 1 ? 'one' : n !== 0 && n % 1_000_000 === 0 ? 'many' : 'other'),
  },
  ar: {
    categories: ['zero', 'one', 'two', 'few', 'many', 'other'],
    select: (n) => {
      if (n === 0) return 'zero';
      if (n === 1) return 'one';
      if (n === 2) return 'two';
      const rest = n % 100;
      if (!Number.isInteger(n) || rest < 3) return 'other';
      return rest <= 10 ? 'few' : 'many';
    },
  },
};

const ruleOf = (locale: string) => rules[locale.split('-', 1)[0] ?? ''] ?? rules['en'];

/** As much of `Intl.PluralRules` as i18next asks for: Hermes, which runs the app on phones, has none. */
export class PluralRules {
  private readonly rule;
  constructor(locale: string) {
    this.rule = ruleOf(locale);
  }
  select = (count: number): Category => this.rule?.select(Math.abs(count)) ?? 'other';
  resolvedOptions = (): { pluralCategories: Category[] } => ({
    pluralCategories: this.rule?.categories ?? ['other'],
  });
}

/** Puts them where i18next looks, unless there are better ones. */
export function installPluralRules(): void {
  if (typeof Intl.PluralRules === 'undefined') Object.assign(Intl, { PluralRules });
}
