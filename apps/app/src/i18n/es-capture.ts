import type { Part } from './messages';

export const unplaced: Part<'es', 'unplaced'> = {
  title_one: 'Añadir {{count}} foto a',
  title_many: 'Añadir {{count}} de fotos a',
  title_other: 'Añadir {{count}} fotos a',
  body_one: '{{size}}, con toda su calidad.',
  body_many: '{{size}} en total, con toda su calidad.',
  body_other: '{{size}} en total, con toda su calidad.',
  nowhere: 'No estás en ningún grupo al que puedas añadir fotos.',
  nothingShared: 'No ha llegado ninguna foto. Compártelas otra vez.',
  left: 'Las fotos no se han añadido',
};
