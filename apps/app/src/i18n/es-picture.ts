import type { Part } from './messages';

export const picture: Part<'es', 'picture'> = {
  choose: 'Añadir una imagen',
  change: 'Cambiar la imagen',
  remove: 'Quitar la imagen',
  seenBy: 'Quien comparte un grupo contigo la ve junto a tu nombre.',
  title: 'Tu imagen',
  frame: 'La imagen tal como la verán los demás. Las flechas la mueven; más y menos cambian su tamaño.',
  hint: 'Arrastra la imagen hasta su sitio.',
  larger: 'Más grande',
  smaller: 'Más pequeña',
  save: 'Usar esta imagen',
  saved: 'Tu imagen está guardada',
  later: 'Tu imagen aún se está preparando. Estará lista en un momento.',
  removed: 'Tu imagen se ha quitado',
  unreadable: 'Este archivo no se puede abrir como imagen. Elige otro.',
  refused: 'Esta imagen no se puede usar. Elige otra.',
};
