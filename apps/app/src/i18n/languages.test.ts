import { languages, settleLanguage } from './languages';
import { PluralRules } from './plural-rules';

describe('the language that is settled', () => {
  it('is the first of the person’s that the app speaks, in their own variant', () => {
    expect(settleLanguage('system', ['fr-FR', 'de-AT', 'en-US'])).toEqual({
      language: 'de',
      locale: 'de-AT',
    });
    expect(settleLanguage('system', ['es-MX'])).toEqual({ language: 'es', locale: 'es-MX' });
    expect(settleLanguage('system', ['fr-FR'])).toEqual({ language: 'en', locale: 'en' });
    expect(settleLanguage('system', [])).toEqual({ language: 'en', locale: 'en' });
  });

  it('is the chosen one wherever there is a choice, and keeps the variant of the system', () => {
    expect(settleLanguage('es', ['en-US', 'es-AR'])).toEqual({ language: 'es', locale: 'es-AR' });
    expect(settleLanguage('de', ['en-US'])).toEqual({ language: 'de', locale: 'de' });
  });

  it('has one calendar and one set of figures in Arabic', () => {
    const { locale } = settleLanguage('system', ['ar-SA']);
    const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    expect(day.format(Date.UTC(2026, 4, 3))).toBe('3 مايو 2026');
  });
});

describe.each(languages)('plural rules of our own in %s', (language) => {
  const own = new PluralRules(`${language}-XX`);
  const platform = new Intl.PluralRules(language);

  it('tell apart what the platform’s do', () => {
    const numbers = [...Array(1200).keys(), 0.5, 1.5, 2.5, 10.1, 1e5, 1e6, 2e6, 1_000_001, 5e6, -1, -3];
    for (const number of numbers)
      expect([number, own.select(number)]).toEqual([number, platform.select(number)]);
  });

  it('know the same categories', () => {
    const known = (rules: { resolvedOptions(): { pluralCategories: string[] } }) =>
      rules.resolvedOptions().pluralCategories.toSorted();
    expect(known(own)).toEqual(known(platform));
  });
});
