import type { Part } from './messages';

export const blocks: Part<'de', 'blocks'> = {
  title: 'Blockierte Personen',
  hint: 'Von wem du keine neuen Fotos und Einladungen bekommst',
  about:
    'Ihr seht gegenseitig nicht, was die andere Person hinzufügt. Niemand hat davon erfahren. Wenn du eine Blockierung aufhebst, ist alles wieder da.',
  block: 'Blockieren',
  alsoBlock: '{{name}} auch blockieren',
  unblock: 'Nicht mehr blockieren',
  unblockLabel: 'Nicht mehr blockieren: {{name}}',
  mark: 'Blockiert',
  confirmTitle: '{{name}} blockieren?',
  confirmBody:
    'Ab jetzt seht ihr in gemeinsamen Gruppen gegenseitig keine neuen Fotos mehr, und Einladungen von {{name}} gelten für dich nicht. {{name}} erfährt nichts davon, und du kannst das jederzeit aufheben.',
  hideAll: 'Auch alles andere von dieser Person ausblenden, für mich',
  hideAllHint:
    'Du siehst dann auch ältere Fotos dieser Person nicht mehr. Sie sieht deine von früher weiterhin.',
  blocked: '{{name}} ist blockiert',
  unblocked: '{{name}} ist nicht mehr blockiert',
  since: 'Blockiert am {{date}}',
  sinceAll: 'Blockiert am {{date}}, auch ältere Fotos ausgeblendet',
  emptyTitle: 'Du blockierst niemanden',
  emptyBody:
    'Du kannst jemanden in der Mitgliederliste einer gemeinsamen Gruppe blockieren, oder nachdem du etwas von dieser Person gemeldet hast.',
};
