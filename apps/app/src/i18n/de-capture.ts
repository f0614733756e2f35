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
