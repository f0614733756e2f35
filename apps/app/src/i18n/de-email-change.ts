import type { Part } from './messages';

/** Another address of the account, in its settings and on the pages of its letters. */
export const emailChange: Part<'de', 'emailChange'> = {
  change: 'E-Mail-Adresse ändern',
  field: 'Neue E-Mail-Adresse',
  fieldHint: 'Wir schicken eine E-Mail mit einem Link dorthin und eine an deine bisherige Adresse.',
  send: 'E-Mail senden',
  sent: 'Eine E-Mail an {{email}} ist unterwegs',
  waiting: 'Warten auf {{email}}',
  waitingHint:
    'Öffne den Link in der E-Mail dort. Er läuft {{when}} ab. Bis du bestätigst, bleibt alles, wie es ist.',
  cancel: 'Alte Adresse behalten',
  cancelled: 'Deine Adresse bleibt, wie sie ist',
  confirmTitle: 'Bestätige deine neue Adresse',
  confirmBody:
    'Von da an loggst du dich mit ihr ein. Alle Geräte außer dem, auf dem du darum gebeten hast, werden ausgeloggt.',
  confirm: 'Neue Adresse bestätigen',
  doneTitle: 'Deine neue Adresse gilt',
  doneBody: 'Logge dich ab jetzt mit {{email}} ein.',
  toAccount: 'Zu meinem Konto',
  badBody: 'Öffne ihn noch einmal aus der E-Mail.',
  keepTitle: 'Adresse behalten?',
  keepBody:
    'Dein Konto behält die Adresse, an die die E-Mail ging, oder bekommt sie zurück. Danach wählst du ein neues Passwort, damit niemand sonst hineinkommt.',
  keep: 'Meine Adresse behalten',
  stopped:
    'Die Änderung ist gestoppt: Deine Adresse bleibt, wie sie ist. Wähle ein neues Passwort, denn jemand könnte das alte kennen.',
  restored:
    'Dein Konto hat wieder seine alte Adresse, und alle Geräte wurden ausgeloggt. Wähle ein neues Passwort, um hineinzukommen.',
};
