import type { Part } from './messages';

export const signUp: Part<'de', 'signUp'> = {
  byInviteTitle: 'Nur mit Einladung',
  byInviteBody:
    'Neue kommen über jemanden dazu, der schon hier ist. Lass dir einen Einladungslink zu einer Gruppe geben und öffne ihn auf diesem Gerät: Er führt dich hierher zurück.',
  inviteDead: 'Die Einladung, die du geöffnet hast, gilt nicht mehr. Bitte um eine neue.',
  domains_one: 'Nimm deine Adresse bei {{domains}}.',
  domains_other: 'Nimm deine Adresse bei einer von diesen: {{domains}}.',
  otherDomain: 'Mit Adressen dieser Domain kann man sich hier nicht registrieren.',
  working:
    'Dein Gerät zeigt dem Server gerade, dass du kein Bot bist. Das dauert höchstens ein paar Sekunden.',
  widgetFailed:
    'Die Prüfung gegen Bots ließ sich nicht laden. Erlaube sie in deinem Browser und öffne diese Seite noch einmal.',
  inBrowser:
    'Um zu zeigen, dass du kein Bot bist, brauchst du dieses eine Mal einen Browser. Erstelle dort dein Konto und logge dich dann hier ein.',
  openBrowser: 'Im Browser registrieren',
};
