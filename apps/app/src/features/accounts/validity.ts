import { Email } from '@wmory/contract';
import i18n from 'i18next';

/** What is wrong with what was typed, as a sentence; null when nothing is. */
export const faultOfEmail = (text: string): string | null =>
  Email.safeParse(text.trim()).success ? null : i18n.t('account.emailBad');

/** The same, for a password that is being chosen. */
export const faultOfPassword = (text: string): string | null => {
  if ([...text].length < 12) return i18n.t('account.passwordShort');
  return text.length > 128 ? i18n.t('account.passwordLong') : null;
};

/** The same, for a name. */
export const faultOfName = (text: string): string | null =>
  text.trim() === '' ? i18n.t('account.nameMissing') : null;

/** The same, for an address that has to be of one of those domains. */
export const faultOfDomain = (email: string, domains: readonly string[]): string | null =>
  domains.includes(email.trim().toLowerCase().split('@').at(-1) ?? '') ? null : i18n.t('signUp.otherDomain');
