import type { Part } from './messages';

export const language: Part<'es', 'language'> = {
  title: 'Idioma',
  system: 'El de este dispositivo',
  hint: 'Los correos que te enviamos también llegan en este idioma.',
  failed: 'No se ha podido cargar ese idioma. Revisa tu conexión e inténtalo de nuevo.',
  lettersLater: 'El servidor no ha respondido: los correos seguirán en el idioma de antes.',
};
