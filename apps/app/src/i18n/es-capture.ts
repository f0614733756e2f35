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

export const camera: Part<'es', 'camera'> = {
  open: 'Hacer fotos',
  title: 'Hacer fotos para {{group}}',
  starting: 'La cámara se está iniciando',
  shutter: 'Hacer una foto',
  burst: 'Mantén pulsado para una ráfaga',
  failed: 'La cámara no ha hecho ninguna foto. Inténtalo otra vez.',
  flip: 'Cambiar a la otra cámara',
  flash: 'Flash',
  flashMode: {
    off: 'no',
    on: 'sí',
    auto: 'automático',
  },
  zoom: 'Zoom',
  zoomIn: 'Más cerca',
  zoomOut: 'Más lejos',
  taken_one: '{{count}} foto hecha',
  taken_many: '{{count}} de fotos hechas',
  taken_other: '{{count}} fotos hechas',
  review_one: 'Ver la foto',
  review_many: 'Ver los {{count}} de fotos',
  review_other: 'Ver las {{count}} fotos',
  shot: 'Foto {{index}} de {{count}}',
  backToCamera: 'Volver a la cámara',
  deleteShot: 'Eliminar esta foto',
  add_one: 'Añadir {{count}}',
  add_many: 'Añadir {{count}}',
  add_other: 'Añadir {{count}}',
  discardTitle_one: '¿Descartar la foto?',
  discardTitle_many: '¿Descartar {{count}} de fotos?',
  discardTitle_other: '¿Descartar {{count}} fotos?',
  discardBody: 'Todavía no están en ningún otro sitio.',
  discard: 'Descartar',
  choose: 'Elegir fotos',
  openSettings: 'Abrir los ajustes',
  trouble: {
    denied: {
      title: 'Sin acceso a la cámara',
      body: 'Permítelo en los ajustes de esta página, junto a su dirección, e inténtalo otra vez.',
    },
    deniedNative: 'Permítelo en los ajustes de tu teléfono.',
    none: {
      title: 'Aquí no hay cámara',
      body: 'Conecta una e inténtalo otra vez.',
    },
    busy: {
      title: 'La cámara está en uso',
      body: 'Cierra lo que la esté usando e inténtalo otra vez.',
    },
    insecure: {
      title: 'Sin conexión segura no hay cámara',
      body: 'Los navegadores solo dejan la cámara a páginas con https.',
    },
    forbidden: {
      title: 'Aquí no puedes añadir fotos',
      body: 'Tu papel en este grupo te deja mirar, no añadir.',
    },
  },
};

export const scan: Part<'es', 'scan'> = {
  open: 'Escanear un código',
  title: 'Escanear una invitación',
  body: 'Pon el código QR de una invitación delante de la cámara.',
  torchOn: 'Encender la luz',
  torchOff: 'Apagar la luz',
  choose: 'Elegir una imagen',
  noCode: 'En esta imagen no hay ningún código QR. Elige una en la que se vea nítido y entero.',
  other: 'Este código no es una invitación.',
  elsewhere: 'Esta invitación es para otro servidor: {{host}}.',
  openElsewhere: 'Abrir {{host}}',
};
