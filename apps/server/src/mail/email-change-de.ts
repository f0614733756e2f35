import type { LetterText } from './letter-kinds.ts';

/** Letters about another address of the account. */
export const emailChangeLetters = {
  emailChange: {
    subject: 'Bestätige deine neue E-Mail-Adresse',
    title: 'Bestätige deine neue E-Mail-Adresse',
    blocks: [
      { text: 'Jemand, vermutlich du, möchte diese Adresse für ein Konto bei WMORY verwenden.' },
      { button: 'Neue Adresse bestätigen', link: '{link}' },
      {
        note: 'Der Link gilt einmal, bis {until}. Bleib bis dahin dort eingeloggt, wo du um die Änderung gebeten hast. Alle anderen Geräte werden ausgeloggt, wenn du bestätigst.',
      },
      { note: 'Wenn du das nicht warst, ignoriere diese E-Mail: Ohne diesen Knopf ändert sich nichts.' },
    ],
  },
  emailChangeTaken: {
    subject: 'Zu dieser Adresse gibt es schon ein Konto',
    title: 'Zu dieser Adresse gibt es schon ein Konto',
    blocks: [
      {
        text: 'Jemand, vermutlich du, wollte diese Adresse für ein anderes Konto verwenden. Zu ihr gibt es aber schon eines, deshalb wurde nichts geändert.',
      },
      { button: 'Einloggen', link: '{link}' },
      {
        note: 'Wenn du das warst, wähle eine andere Adresse. Wenn nicht, ist nichts zu tun: Dein Konto ist unverändert.',
      },
    ],
  },
  emailChangeNotice: {
    subject: 'Deine E-Mail-Adresse soll geändert werden',
    title: 'Deine E-Mail-Adresse soll geändert werden',
    blocks: [
      {
        text: 'Am {when} hat jemand, vermutlich du, darum gebeten, die E-Mail-Adresse deines Kontos zu ändern.',
      },
      {
        text: 'Wenn du das warst, ist hier nichts zu tun. Bestätige die Änderung in der E-Mail an die neue Adresse.',
      },
      { text: 'Wenn nicht, behalte diese Adresse:' },
      { button: 'Diese Adresse behalten', link: '{link}' },
      {
        note: 'Der Link gilt bis {until}, auch wenn die Adresse schon geändert ist. Dann loggt er alle Geräte aus, und du wählst ein neues Passwort.',
      },
    ],
  },
} satisfies Record<string, LetterText>;
