import type { Part } from './messages';

export const passkeyFault: NonNullable<Part<'es', 'failure'>['passkey']> = {
  cancelled: 'No se ha usado ninguna llave de acceso.',
  known: 'Este dispositivo o gestor de contraseñas ya tiene una llave de acceso para esta cuenta.',
  failed:
    'El navegador no ha podido usar una llave de acceso aquí. Inténtalo de nuevo, o con otro dispositivo.',
};

export const passkeys: Part<'es', 'passkeys'> = {
  title: 'Llaves de acceso',
  hint: 'Inicia sesión con tu huella, tu cara o el bloqueo de pantalla en lugar de la contraseña. Nadie puede adivinarla ni robártela con engaños.',
  none: 'Todavía no hay llaves de acceso',
  add: 'Añadir una llave de acceso',
  elsewhere: 'Las llaves de acceso se añaden en un navegador: abre allí tu WMORY por su nombre, con https.',
  used: 'Añadida {{added}} · último uso {{used}}',
  unused: 'Añadida {{added}} · sin usar todavía',
  synced: 'Sincronizada',
  actions: 'Qué hacer con {{name}}',
  added: '{{name}} abre tu cuenta a partir de ahora',
  rename: 'Cambiar el nombre',
  renameTitle: 'Nombre de la llave de acceso',
  renamed: 'La llave de acceso tiene un nombre nuevo',
  nameMissing: 'Ponle un nombre a la llave de acceso.',
  remove: 'Quitar',
  removeTitle: '¿Quitar {{name}}?',
  removeBody:
    'Ya no abrirá tu cuenta. Puede que algunos dispositivos y gestores de contraseñas la sigan ofreciendo hasta que la borres también allí.',
  removed: 'Se ha quitado {{name}}',
};

export const identity: Part<'es', 'identity'> = {
  title: '¿Eres tú?',
  body: 'Antes de cambiar la forma de entrar en tu cuenta, muestra que es tuya. Vale durante diez minutos.',
  password: 'Confirmar',
  passkey: 'Usar una llave de acceso',
  wrong: 'La contraseña no es correcta.',
};
