import type { Part } from './messages';

export const notifications: Part<'de', 'notifications'> = {
  title: 'E-Mails',
  hint: 'Was wir dir schreiben und wie oft',
  about:
    'Was wir an {{email}} schreiben, wenn sich in deinen Gruppen etwas tut. E-Mails zu deinem Konto selbst, etwa um eine Adresse zu bestätigen, kommen immer.',
  photos: 'Neue Fotos in deinen Gruppen',
  photosHint:
    'Wer wie viele hinzugefügt hat, höchstens einmal in dieser Zeit und nur, was du noch nicht gesehen hast.',
  off: 'Nie',
  daily: 'Pro Tag',
  weekly: 'Pro Woche',
  joining: 'Wer dazukommt',
  requests: 'Jemand möchte beitreten',
  requestsHint: 'In Gruppen, in denen du Admin bist',
  answers: 'Ich werde in eine Gruppe aufgenommen',
  answersHint: 'Wenn du um Aufnahme gebeten hast',
  groups: 'Gruppen',
  groupsHint: 'Stumme Gruppen kommen in E-Mails über neue Fotos nicht vor.',
  mute: 'Stumm schalten',
  muteLabel: 'Stumm schalten: {{name}}',
  hear: 'Laut schalten',
  hearLabel: 'Laut schalten: {{name}}',
  muted: 'Stumm',
  heard: 'In deinen E-Mails',
  nowMuted: '{{name}} ist stumm',
  nowHeard: '{{name}} ist wieder in deinen E-Mails',
  photosRow: 'E-Mails über neue Fotos',
  allOff: 'Du bekommst keine, aus keiner Gruppe',
  stopTitle: 'Keine solchen E-Mails mehr?',
  stopButton: 'Diese E-Mails abbestellen',
  stop: {
    photos: 'Du bekommst dann keine E-Mails mehr über neue Fotos in deinen Gruppen.',
    requests: 'Du bekommst dann keine E-Mails mehr, wenn jemand deinen Gruppen beitreten möchte.',
    answers: 'Du bekommst dann keine E-Mails mehr, wenn du in eine Gruppe aufgenommen wirst.',
  },
  stoppedTitle: 'Diese E-Mails sind abbestellt',
  stopped: {
    photos: 'Du bekommst keine E-Mails mehr über neue Fotos. In deinen Gruppen hat sich nichts geändert.',
    requests:
      'Du bekommst keine E-Mails mehr, wenn jemand beitreten möchte. Die Anfragen findest du in der Mitgliederliste.',
    answers: 'Du bekommst keine E-Mails mehr, wenn du in eine Gruppe aufgenommen wirst.',
  },
  getAgain: 'Wieder bekommen',
  againTitle: 'Du bekommst diese E-Mails wieder',
  again: {
    photos: 'Wir schreiben dir wieder über neue Fotos in deinen Gruppen.',
    requests: 'Wir schreiben dir wieder, wenn jemand deinen Gruppen beitreten möchte.',
    answers: 'Wir schreiben dir wieder, wenn du in eine Gruppe aufgenommen wirst.',
  },
  choose: 'Auswählen, welche E-Mails du bekommst',
};
