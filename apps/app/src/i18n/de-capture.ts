import type { Part } from './messages';

export const unplaced: Part<'de', 'unplaced'> = {
  title_one: '{{count}} Foto hinzufügen zu',
  title_other: '{{count}} Fotos hinzufügen zu',
  body_one: '{{size}}, in voller Qualität.',
  body_other: 'Zusammen {{size}}, in voller Qualität.',
  nowhere: 'Du bist in keiner Gruppe, der du Fotos hinzufügen darfst.',
  nothingShared: 'Es sind keine Fotos angekommen. Teile sie noch einmal.',
  left: 'Die Fotos wurden nicht hinzugefügt',
};

export const camera: Part<'de', 'camera'> = {
  open: 'Fotos aufnehmen',
  title: 'Fotos für {{group}} aufnehmen',
  starting: 'Die Kamera startet',
  shutter: 'Foto aufnehmen',
  burst: 'Für eine Serie gedrückt halten',
  failed: 'Die Kamera hat kein Foto aufgenommen. Versuche es noch einmal.',
  flip: 'Zur anderen Kamera wechseln',
  flash: 'Blitz',
  flashMode: {
    off: 'aus',
    on: 'an',
    auto: 'automatisch',
  },
  zoom: 'Zoom',
  zoomIn: 'Näher',
  zoomOut: 'Weiter weg',
  taken_one: '{{count}} Foto aufgenommen',
  taken_other: '{{count}} Fotos aufgenommen',
  review_one: 'Das Foto ansehen',
  review_other: 'Die {{count}} Fotos ansehen',
  shot: 'Foto {{index}} von {{count}}',
  backToCamera: 'Zurück zur Kamera',
  deleteShot: 'Dieses Foto löschen',
  add_one: '{{count}} hinzufügen',
  add_other: '{{count}} hinzufügen',
  discardTitle_one: 'Das Foto verwerfen?',
  discardTitle_other: '{{count}} Fotos verwerfen?',
  discardBody: 'Sie sind noch nirgends sonst.',
  discard: 'Verwerfen',
  choose: 'Fotos auswählen',
  openSettings: 'Einstellungen öffnen',
  trouble: {
    denied: {
      title: 'Kein Zugriff auf die Kamera',
      body: 'Erlaube ihn in den Einstellungen dieser Seite, neben ihrer Adresse, und versuche es noch einmal.',
    },
    deniedNative: 'Erlaube ihn in den Einstellungen deines Telefons.',
    none: {
      title: 'Hier ist keine Kamera',
      body: 'Schließe eine an und versuche es noch einmal.',
    },
    busy: {
      title: 'Die Kamera wird gerade benutzt',
      body: 'Schließe, was sie sonst benutzt, und versuche es noch einmal.',
    },
    insecure: {
      title: 'Keine Kamera ohne sichere Verbindung',
      body: 'Browser geben die Kamera nur Seiten mit https.',
    },
    forbidden: {
      title: 'Du kannst hier keine Fotos hinzufügen',
      body: 'Deine Rolle in dieser Gruppe lässt dich ansehen, nicht hinzufügen.',
    },
  },
};

export const scan: Part<'de', 'scan'> = {
  open: 'Code scannen',
  title: 'Einladung scannen',
  body: 'Halte den QR-Code einer Einladung vor die Kamera.',
  torchOn: 'Licht einschalten',
  torchOff: 'Licht ausschalten',
  choose: 'Lieber ein Bild auswählen',
  noCode: 'In diesem Bild ist kein QR-Code. Wähle eins aus, auf dem er scharf und ganz zu sehen ist.',
  other: 'Dieser Code ist keine Einladung.',
  elsewhere: 'Diese Einladung ist für einen anderen Server: {{host}}.',
  openElsewhere: '{{host}} öffnen',
};
