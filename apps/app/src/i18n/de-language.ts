import type { Part } from './messages';

export const language: Part<'de', 'language'> = {
  title: 'Sprache',
  system: 'Wie auf diesem Gerät',
  hint: 'Auch E-Mails an dich kommen in dieser Sprache.',
  failed: 'Diese Sprache ließ sich nicht laden. Prüfe deine Verbindung und versuch es noch einmal.',
  lettersLater: 'Der Server hat nicht geantwortet: E-Mails kommen weiter in der bisherigen Sprache.',
};
