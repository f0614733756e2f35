import type { Part } from './messages';

/** Deleting the account, and keeping it after all. */
export const deletion: Part<'de', 'deletion'> = {
  title: 'Mein Konto löschen',
  hint: 'Mit allem, was darin ist, nach zwei Wochen',
  whatTitle: 'Was geschieht',
  what: 'Dein Name, deine Adresse, deine Passkeys, deine Mitgliedschaften und alles, was sonst nur dir gehört, wird endgültig gelöscht. Eine Gruppe, die dir gehört, geht an jemanden darin über; eine, in der sonst niemand ist, geht mit dir.',
  grace:
    'Du hast zwei Wochen, um es dir anders zu überlegen. Bis dahin funktioniert alles wie bisher, und nichts geht verloren. Alle anderen Geräte werden ausgeloggt. Am Ende bekommst du eine E-Mail mit einer signierten Bescheinigung darüber, was gelöscht wurde.',
  exportHint: 'Bevor du gehst: alles, was dir gehört, zum Behalten',
  photos: 'Was aus meinen Fotos wird',
  give: 'Sie bleiben, als Geschenk',
  giveHint: 'Die Gruppen behalten sie, ohne deinen Namen. Fotos im Papierkorb gehen.',
  go: 'Sie gehen mit mir',
  goHint: 'Die anderen sehen jetzt einen Hinweis und können sie zwei Wochen lang speichern.',
  photosIn: 'Meine Fotos in {{group}}',
  stay: 'Bleiben',
  leave: 'Gehen',
  alone: 'Sonst ist niemand darin: Sie geht mit dir.',
  confirmTitle: 'Dein Konto löschen?',
  confirmBody:
    'Es wird in zwei Wochen gelöscht, mit allem, was darin ist. Bis dahin kannst du es behalten, hier oder mit dem Link in der E-Mail.',
  asked: 'Dein Konto wird in zwei Wochen gelöscht',
  banner: 'Dein Konto wird am {{date}} gelöscht, mit allem, was darin ist.',
  keep: 'Konto behalten',
  kept: 'Dein Konto bleibt, mit allem, was darin ist',
  waiting:
    'Bis dahin funktioniert alles wie bisher. Wenn du anders wählen möchtest, behalte es und frag noch einmal.',
  willGo: 'Deine Fotos gehen mit dir',
  willStay: 'Deine Fotos bleiben, ohne deinen Namen',
  keepTitle: 'Dein Konto behalten?',
  keepBody: 'Es bleibt, wie es ist, mit allem, was darin ist. Noch wurde nichts gelöscht.',
  keptTitle: 'Dein Konto bleibt',
  keptBody:
    'Alles ist, wie es war. Wenn nicht du es löschen wolltest, wähle ein neues Passwort: Jemand kennt das alte.',
};
