import type { LetterText } from './letter-kinds.ts';

/** Letters about an account that is deleted. */
export const deletionLetters = {
  deletionAsked: {
    subject: 'Dein Konto wird gelöscht',
    title: 'Dein Konto wird gelöscht',
    blocks: [
      { text: 'Am {when} hat jemand, vermutlich du, darum gebeten, dein Konto zu löschen.' },
      {
        text: 'Es wird am {until} gelöscht. Bis dahin geht nichts verloren: Alles funktioniert wie bisher, und du kannst es dir noch anders überlegen.',
      },
      { button: 'Konto behalten', link: '{link}' },
      {
        note: 'Wenn du das nicht warst, behalte das Konto gleich und wähle danach ein neues Passwort: „Passwort vergessen?“ beim Einloggen.',
      },
    ],
  },
  deletionReminder: {
    subject: 'Dein Konto wird bald gelöscht',
    title: 'Dein Konto wird bald gelöscht',
    blocks: [
      {
        text: 'Wie du es wolltest, wird dein Konto am {until} gelöscht. Danach kann es niemand zurückholen.',
      },
      { text: 'Wenn du bleiben oder erst deine Fotos sichern möchtest, behalte es:' },
      { button: 'Konto behalten', link: '{link}' },
      { note: 'Wenn du gehen möchtest, ist nichts zu tun.' },
    ],
  },
  accountDeleted: {
    subject: 'Dein Konto ist gelöscht',
    title: 'Dein Konto ist gelöscht',
    blocks: [
      {
        text: 'Am {when} wurde dein Konto gelöscht, mit deinem Namen, deiner Adresse und allem, was es öffnete.',
      },
      {
        text: 'In der angehängten Datei steht, was gelöscht wurde und was ohne deinen Namen bleibt. Sie ist signiert. Bewahre sie auf: Wir können sie nicht noch einmal schicken, denn deine Adresse haben wir nicht mehr.',
      },
      { note: 'Wer die Datei hat, kann sie mit „wmory verify-certificate“ prüfen.' },
      { note: 'Das ist die letzte E-Mail, die du von uns bekommst. Mach es gut.' },
    ],
  },
} satisfies Record<string, LetterText>;
