import type { Part } from './messages';

export const exit: Part<'de', 'exit'> = {
  question: 'Was wird aus deinen Fotos hier?',
  questionOf: 'Was wird aus den Fotos von {{name}}?',
  terms: {
    stay: 'Sie bleiben',
    go: 'Sie gehen in 7 Tagen',
    give: 'Die Gruppe behält sie',
  },
  mine: {
    stay: 'Sie bleiben unter deinem Namen in der Gruppe.',
    go: 'Alle erfahren davon und können sie bis dahin speichern. Danach werden sie gelöscht. Sichere dir vorher, was du selbst behalten willst.',
    give: 'Sie gehören dann der Gruppe, ohne deinen Namen. Du kannst nicht mehr über sie bestimmen.',
  },
  theirs: {
    stay: 'Sie bleiben unter dem bisherigen Namen in der Gruppe.',
    go: 'Alle erfahren davon und können sie bis dahin speichern. Danach werden sie gelöscht.',
    give: 'Sie gehören dann der Gruppe, ohne Namen.',
  },
  mayTakeAlong: '{{name}} kann die eigenen Fotos noch 7 Tage lang mitnehmen.',
  changeInTime: 'Du kannst es dir 7 Tage lang anders überlegen, auf der Seite deiner Gruppen.',
  heir: 'Die Gruppe gehört dann {{name}}.',
  heirRule:
    'Wenn der Besitzer geht, übernimmt der Admin, der am längsten dabei ist, sonst ein Mitwirkender, sonst ein Betrachter.',
  lastTitle: 'Außer dir ist niemand mehr hier',
  lastBody_zero: 'Wenn du gehst, wird die Gruppe gelöscht. Das lässt sich nicht rückgängig machen.',
  lastBody_one:
    'Wenn du gehst, wird die Gruppe mit ihrem einen Foto gelöscht. Das lässt sich nicht rückgängig machen.',
  lastBody_other:
    'Wenn du gehst, wird die Gruppe mit allen {{count}} Fotos gelöscht. Das lässt sich nicht rückgängig machen.',
  leaveAndDelete: 'Verlassen und löschen',
  left: {
    stay: 'Du hast {{group}} verlassen. Deine Fotos bleiben dort.',
    go: 'Du hast {{group}} verlassen. Deine Fotos dort gehen in 7 Tagen.',
    give: 'Du hast {{group}} verlassen. Deine Fotos gehören jetzt der Gruppe.',
  },
  title: 'Gruppen, die du verlassen hast',
  was: 'Du hast {{group}} verlassen',
  wasRemoved: 'Du wurdest aus {{group}} entfernt',
  state: {
    stay: 'Deine Fotos bleiben dort',
    go: 'Deine Fotos werden {{when}} gelöscht',
    give: 'Deine Fotos gehören der Gruppe',
  },
  changeUntil: 'Ändern kannst du das bis {{date}}',
  change: 'Ändern',
  changeLabel: 'Ändern, was aus deinen Fotos in {{group}} wird',
  changeTitle: 'Deine Fotos in {{group}}',
  changed: 'Deine Wahl ist gespeichert',
};

export const departure: Part<'de', 'departure'> = {
  group_one:
    '{{name}} nimmt ein Foto mit. Es wird am {{date}} gelöscht. Speichere es vorher, wenn du es behalten willst.',
  group_other:
    '{{name}} nimmt {{count}} Fotos mit. Sie werden am {{date}} gelöscht. Speichere vorher, was du behalten willst.',
  photo:
    '{{name}} nimmt dieses Foto mit: Es wird am {{date}} gelöscht. Speichere es, wenn du es behalten willst.',
};

export const rules: Part<'de', 'rules'> = {
  title: 'Regeln dieser Gruppe',
  saved: 'Die Regeln sind geändert',
  ownerOnly: 'Nur der Besitzer ändert sie.',
  names: {
    invites: 'Wer einladen darf',
    uploads: 'Wer Fotos hinzufügen darf',
    photos: 'Wer Fotos sieht',
    joining: 'Beitreten über einen Link',
    removal: 'Fotos von Leuten, die entfernt werden',
  },
  invites: {
    admins: { title: 'Admins', hint: 'Links von anderen gelten nicht mehr' },
    contributors: { title: 'Auch Mitwirkende', hint: 'Sie vergeben nicht mehr, als sie selbst haben' },
    everyone: { title: 'Alle', hint: 'Betrachter laden Betrachter ein' },
  },
  uploads: {
    contributors: { title: 'Mitwirkende', hint: 'Und Admins; Betrachter nie' },
    admins: { title: 'Nur Admins', hint: 'Alle anderen schauen und speichern' },
  },
  photos: {
    shared: { title: 'Alle in der Gruppe', hint: 'Alle Fotos sind geteilt' },
    'drop-box': { title: 'Wie ein Briefkasten', hint: 'Jeder sieht die eigenen Fotos, Admins sehen alle' },
  },
  joining: {
    open: { title: 'Sofort', hint: 'Wer den Link hat, ist drin' },
    approval: { title: 'Admins entscheiden', hint: 'Mit dem Link kann man anfragen' },
  },
  removal: {
    stay: { title: 'Bleiben', hint: 'Unter dem bisherigen Namen' },
    go: { title: 'Gehen in 7 Tagen', hint: 'Andere können sie bis dahin speichern' },
    give: { title: 'Gehören der Gruppe', hint: 'Ohne Namen' },
  },
  openTitle: 'Den Briefkasten öffnen?',
  openBody:
    'Alle in der Gruppe sehen dann jedes Foto, auch die, die hinzugefügt wurden, als nur Admins sie sahen.',
  open: 'Alle Fotos zeigen',
  dropBoxNotice: 'Diese Gruppe ist wie ein Briefkasten: Was du hinzufügst, sehen nur du und die Admins.',
  dropBoxViewer:
    'Diese Gruppe ist wie ein Briefkasten: Fotos sehen hier nur die Admins und wer sie hinzugefügt hat.',
};

export const requests: Part<'de', 'requests'> = {
  title: 'Möchten beitreten',
  by: 'Eingeladen von {{name}} als {{role}}',
  byNobody: 'Eingeladen als {{role}}',
  approve: 'Aufnehmen',
  approveLabel: '{{name}} aufnehmen',
  approved: '{{name}} ist dabei',
  decline: 'Ablehnen',
  declineLabel: '{{name}} ablehnen',
  declineTitle: '{{name}} ablehnen?',
  declineBody: '{{name}} erfährt davon und kann in einer Woche wieder anfragen.',
  declined: '{{name}} wurde abgelehnt',
  ownerDecides: 'Das entscheidet der Besitzer: Diese Einladung macht zum Admin.',
  waiting_one: '{{count}} Person möchte beitreten',
  waiting_other: '{{count}} Personen möchten beitreten',
  pendingTitle: 'Deine Anfrage liegt bei den Admins',
  pendingBody:
    'Du bist in {{group}}, sobald dich jemand von ihnen aufnimmt. Bis {{date}} hast du nichts weiter zu tun.',
  declinedTitle: 'Du wurdest nicht aufgenommen',
  declinedBody: 'Die Admins von {{group}} haben abgelehnt. Ab {{date}} kannst du wieder anfragen.',
  none: 'Im Moment möchte niemand beitreten.',
  withdraw: 'Anfrage zurückziehen',
  withdrawn: 'Deine Anfrage ist zurückgezogen',
  mine: 'Wartet auf die Admins',
  minePending: 'Angefragt {{when}}',
  mineDeclined: 'Abgelehnt. Ab {{date}} kannst du wieder anfragen.',
};

export const bans: Part<'de', 'bans'> = {
  title: 'Ausgeschlossen',
  by: 'Ausgeschlossen von {{name}} am {{date}}',
  byPlatform: 'Ausgeschlossen am {{date}}',
  ban: 'Aus der Gruppe ausschließen',
  banTitle: '{{name}} ausschließen?',
  banBody: '{{name}} verliert sofort den Zugang und kommt über keinen Link mehr herein.',
  banned: '{{name}} ist ausgeschlossen',
  lift: 'Wieder zulassen',
  liftLabel: '{{name}} wieder zulassen',
  liftTitle: '{{name}} wieder zulassen?',
  liftBody: 'Mit einer Einladung kann die Person dann zurückkommen.',
  lifted: '{{name}} kann mit einer Einladung zurückkommen',
};
