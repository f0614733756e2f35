import type { judgementLetters as english } from './judgements-en.ts';
import type { JudgementWords } from './letter-kinds.ts';

export const judgementWords: JudgementWords = {
  actions: {
    hide: 'dein Foto ist für die anderen Mitglieder ausgeblendet',
    remove: 'das Gemeldete ist entfernt',
    warn: 'du bist verwarnt',
    ban: 'du bist dauerhaft aus der Gruppe ausgeschlossen',
    suspend: 'dein Konto ist gesperrt',
    takedown: 'dein Foto ist überall entfernt und kann nicht wieder geteilt werden',
  },
  suspendUntil: 'dein Konto ist bis zum {until} gesperrt',
  reasons: {
    spam: 'Spam',
    harassment: 'Belästigung',
    sexual: 'sexuelle Inhalte',
    'child-safety': 'der Schutz von Kindern',
    violence: 'Gewalt',
    threat: 'Drohungen',
    misleading: 'Irreführung oder das Auftreten als jemand anderes',
    privacy: 'die Privatsphäre anderer',
    other: 'es gehört nicht hierher',
    'in-photo': 'jemand, der auf dem Foto ist, hat darum gebeten',
  },
  where: { named: 'in der Gruppe „{group}“', unnamed: 'in einer deiner Gruppen' },
};

export const judgementLetters: typeof english = {
  reportActed: {
    subject: 'Deine Meldung hatte Folgen',
    title: 'Deine Meldung hatte Folgen',
    blocks: [
      { text: 'Du hast etwas {where} gemeldet. Es wurde geprüft, und etwas wurde unternommen.' },
      {
        text: 'Was genau, bleibt zwischen denen, die entschieden haben, und der betroffenen Person. Danke für den Hinweis.',
      },
      { button: 'Deine Meldungen', link: '{link}' },
      { note: 'Niemand erfährt, wer gemeldet hat.' },
    ],
  },
  reportDismissed: {
    subject: 'Deine Meldung wurde geprüft',
    title: 'Deine Meldung wurde geprüft',
    blocks: [
      {
        text: 'Du hast etwas {where} gemeldet. Es wurde geprüft, verstößt nicht gegen die Regeln und bleibt.',
      },
      { text: 'Wenn du es nicht sehen möchtest, kannst du die Gruppe verlassen oder die Person blockieren.' },
      { button: 'Deine Meldungen', link: '{link}' },
      { note: 'Niemand erfährt, wer gemeldet hat.' },
    ],
  },
  hideDeclined: {
    subject: 'Das Foto wird wieder gezeigt',
    title: 'Das Foto wird wieder gezeigt',
    blocks: [
      {
        text: 'Du hast darum gebeten, ein Foto {where} auszublenden. Das wurde geprüft, und das Foto wird wieder gezeigt.',
      },
      {
        text: 'Wenn du darauf bist und nicht einverstanden bist, kannst du innerhalb von 14 Tagen einmal Einspruch einlegen; dann entscheiden Moderatoren des ganzen Servers.',
      },
      { button: 'Ansehen und Einspruch einlegen', link: '{link}' },
      { note: 'Niemand erfährt, wer darum gebeten hat.' },
    ],
  },
  decisionMade: {
    subject: 'Eine Entscheidung über dich',
    title: 'Eine Entscheidung über dich',
    blocks: [
      { text: 'Etwas von dir {where} wurde gemeldet und geprüft. Das wurde entschieden: {what}.' },
      { text: 'Der Grund: {why}.' },
      {
        text: 'Wenn du nicht einverstanden bist, kannst du bis zum {until} einmal Einspruch einlegen. Dann prüft es jemand anderes.',
      },
      { button: 'Ansehen und Einspruch einlegen', link: '{link}' },
      {
        note: 'Wenn dein Konto gesperrt ist, melde dich mit deinem Passwort an: Du siehst dann die Entscheidung und kannst Einspruch einlegen.',
      },
    ],
  },
  decisionReversed: {
    subject: 'Eine Entscheidung über dich wurde zurückgenommen',
    title: 'Eine Entscheidung wurde zurückgenommen',
    blocks: [
      {
        text: 'Entschieden war {where}: {what}. Das wurde zurückgenommen, soweit es sich rückgängig machen lässt.',
      },
      { button: 'Entscheidung ansehen', link: '{link}' },
    ],
  },
  appealRejected: {
    subject: 'Dein Einspruch wurde geprüft',
    title: 'Dein Einspruch wurde geprüft',
    blocks: [
      {
        text: 'Du hast Einspruch gegen eine Entscheidung {where} eingelegt: {what}. Jemand anderes hat sie geprüft, und sie bleibt bestehen.',
      },
      { button: 'Entscheidung ansehen', link: '{link}' },
    ],
  },
  hideRequested: {
    subject: 'Jemand bittet dich, ein Foto auszublenden',
    title: 'Jemand bittet dich, ein Foto auszublenden',
    blocks: [
      {
        text: 'Jemand ist nach eigenen Worten auf einem Foto von dir {where} und bittet, es auszublenden. Vorerst ist es ausgeblendet.',
      },
      { text: 'Sag bis zum {until}, ob du einverstanden bist. Ohne Antwort bleibt es ausgeblendet.' },
      { button: 'Foto ansehen', link: '{link}' },
      {
        note: 'Wenn du widersprichst, entscheidet ein Admin oder Moderator. Du erfährst nicht, wer gefragt hat.',
      },
    ],
  },
  casesWaiting: {
    subject: 'Meldungen warten auf dich',
    title: 'Meldungen warten auf dich',
    blocks: [
      {
        text: 'Etwas wurde gemeldet, das du beurteilen kannst. Was eine Gruppe nicht binnen 72 Stunden entscheidet, geht an die Moderatoren des Servers.',
      },
      { button: 'Meldungen ansehen', link: '{link}' },
    ],
  },
};
