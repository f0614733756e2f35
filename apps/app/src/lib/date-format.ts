import { locale } from '@/i18n';

/** Makes a format of dates once per language: each takes the browser as long as drawing a picture. */
export function dateFormat(options: Intl.DateTimeFormatOptions): (date: Date) => string {
  let made: { locale: string; format: Intl.DateTimeFormat } | null = null;
  return (date) => {
    if (made?.locale !== locale())
      made = { locale: locale(), format: new Intl.DateTimeFormat(locale(), options) };
    return made.format.format(date);
  };
}
