import type { Part } from './messages';

export const picture: Part<'de', 'picture'> = {
  choose: 'Bild hinzufügen',
  change: 'Bild ändern',
  remove: 'Bild entfernen',
  seenBy: 'Wer mit dir in einer Gruppe ist, sieht es neben deinem Namen.',
  title: 'Dein Bild',
  frame: 'Das Bild, wie andere es sehen werden. Pfeiltasten verschieben es, Plus und Minus ändern die Größe.',
  hint: 'Zieh das Bild an die richtige Stelle.',
  larger: 'Größer',
  smaller: 'Kleiner',
  save: 'Dieses Bild verwenden',
  saved: 'Dein Bild ist gespeichert',
  later: 'Dein Bild wird noch vorbereitet. Gleich ist es da.',
  removed: 'Dein Bild ist entfernt',
  unreadable: 'Diese Datei lässt sich nicht als Bild öffnen. Wähl eine andere.',
  refused: 'Dieses Bild lässt sich nicht verwenden. Wähl ein anderes.',
};
