import { deletionLetters } from './deletion-de.ts';
import { emailChangeLetters } from './email-change-de.ts';
import { judgementLetters, judgementWords } from './judgements-de.ts';
import type { LanguageTexts } from './letter-kinds.ts';
import { newsLetters, newsWords } from './news-de.ts';

export const german: LanguageTexts = {
  greeting: { named: 'Hallo {name},', unnamed: 'Hallo,' },
  footer: 'WMORY – privates Teilen von Fotos in der Gruppe. Antworten auf diese E-Mail liest niemand.',
  optOut: { stop: 'Keine solchen E-Mails mehr', choose: 'Auswählen, welche E-Mails du bekommst' },
  news: newsWords,
  judgements: judgementWords,
  letters: {
    ...judgementLetters,
    ...emailChangeLetters,
    ...newsLetters,
    ...deletionLetters,
    verifyEmail: {
      subject: 'Bestätige deine E-Mail-Adresse',
      title: 'Bestätige deine E-Mail-Adresse',
      blocks: [
        { text: 'Gib diesen Code dort ein, wo du dich registriert hast:' },
        { code: '{code}' },
        { text: 'Oder bestätige die Adresse mit diesem Link, auf einem beliebigen Gerät:' },
        { button: 'Adresse bestätigen', link: '{link}' },
        { note: 'Code und Link gelten einmal und nur kurze Zeit. In der App bekommst du neue.' },
        {
          note: 'Wenn du dich nicht registriert hast, ignoriere diese E-Mail: Ohne den Code bleibt das Konto zu.',
        },
      ],
    },
    alreadyRegistered: {
      subject: 'Du hast schon ein Konto',
      title: 'Du hast schon ein Konto',
      blocks: [
        {
          text: 'Jemand, vermutlich du, wollte sich mit dieser Adresse registrieren. Zu ihr gibt es schon ein Konto.',
        },
        { button: 'Einloggen', link: '{logInLink}' },
        { text: 'Passwort vergessen? Wähle ein neues:' },
        { button: 'Passwort zurücksetzen', link: '{resetLink}' },
        { note: 'Wenn du das nicht warst, ist nichts zu tun: Dein Konto ist unverändert.' },
      ],
    },
    resetPassword: {
      subject: 'Setze dein Passwort zurück',
      title: 'Setze dein Passwort zurück',
      blocks: [
        { text: 'Jemand, vermutlich du, hat für diese Adresse ein neues Passwort angefordert.' },
        { button: 'Neues Passwort wählen', link: '{link}' },
        { note: 'Der Link gilt einmal und nur kurze Zeit. Ein neues Passwort loggt alle Geräte aus.' },
        { note: 'Wenn du das nicht warst, ignoriere diese E-Mail: Dein Passwort bleibt, wie es ist.' },
      ],
    },
    passwordChanged: {
      subject: 'Dein Passwort wurde geändert',
      title: 'Dein Passwort wurde geändert',
      blocks: [
        { text: 'Das Passwort deines Kontos wurde am {when} geändert. Alle Geräte wurden ausgeloggt.' },
        { text: 'Wenn du das warst, ist nichts zu tun.' },
        {
          note: 'Wenn nicht, setze das Passwort sofort zurück: Wähle „Passwort vergessen?“ beim Einloggen.',
        },
      ],
    },
    passkeyAdded: {
      subject: 'Ein Passkey wurde zu deinem Konto hinzugefügt',
      title: 'Ein Passkey wurde hinzugefügt',
      blocks: [
        {
          text: 'Am {when} wurde ein Passkey zu deinem Konto hinzugefügt. Wer ihn hat, kann sich damit einloggen.',
        },
        { text: 'Wenn du das warst, ist nichts zu tun.' },
        {
          note: 'Wenn nicht, setze das Passwort sofort zurück: Wähle „Passwort vergessen?“ beim Einloggen. Entferne dann den Passkey auf der Seite deines Kontos.',
        },
      ],
    },
    passkeyRemoved: {
      subject: 'Ein Passkey wurde von deinem Konto entfernt',
      title: 'Ein Passkey wurde entfernt',
      blocks: [
        { text: 'Am {when} wurde ein Passkey von deinem Konto entfernt. Er öffnet es nicht mehr.' },
        { text: 'Wenn du das warst, ist nichts zu tun.' },
        {
          note: 'Wenn nicht, setze das Passwort sofort zurück: Wähle „Passwort vergessen?“ beim Einloggen.',
        },
      ],
    },
    newDevice: {
      subject: 'Dein Konto wurde auf einem neuen Gerät geöffnet',
      title: 'Warst du das?',
      blocks: [
        {
          text: 'Am {when} wurde dein Konto auf einem Gerät geöffnet, das wir noch nicht kannten: {device}.',
        },
        { text: 'Wenn du das warst, ist nichts zu tun.' },
        { text: 'Wenn nicht, sieh nach, wo du eingeloggt bist, und logge dieses Gerät dort aus:' },
        { button: 'Meine Geräte ansehen', link: '{link}' },
        {
          note: 'Ändere dann auf derselben Seite dein Passwort und entferne Passkeys, die nicht deine sind. Das hält andere dauerhaft fern.',
        },
      ],
    },
  },
};
