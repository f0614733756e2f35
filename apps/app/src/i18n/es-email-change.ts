import type { Part } from './messages';

/** Another address of the account, in its settings and on the pages of its letters. */
export const emailChange: Part<'es', 'emailChange'> = {
  change: 'Cambiar la dirección de correo',
  field: 'Nueva dirección de correo',
  fieldHint: 'Enviamos un correo con un enlace a ella, y otro a tu dirección actual.',
  send: 'Enviar el correo',
  sent: 'Hay un correo en camino a {{email}}',
  waiting: 'A la espera de {{email}}',
  waitingHint: 'Abre allí el enlace del correo. Caduca {{when}}. Hasta que confirmes, todo sigue igual.',
  cancel: 'Conservar la antigua',
  cancelled: 'Tu dirección sigue igual',
  confirmTitle: 'Confirma tu nueva dirección',
  confirmBody:
    'A partir de entonces inicias sesión con ella. Se cierra la sesión en todos los dispositivos menos en el que la pediste.',
  confirm: 'Confirmar la nueva dirección',
  doneTitle: 'Tu nueva dirección ya vale',
  doneBody: 'Desde ahora inicia sesión con {{email}}.',
  toAccount: 'A mi cuenta',
  badBody: 'Ábrelo otra vez desde el correo.',
  keepTitle: '¿Conservar tu dirección?',
  keepBody:
    'Tu cuenta conserva la dirección a la que llegó el correo, o la recupera. Después eliges una contraseña nueva, para que no entre nadie más.',
  keep: 'Conservar mi dirección',
  stopped:
    'El cambio se ha detenido: tu dirección sigue igual. Elige una contraseña nueva, porque alguien puede conocer la anterior.',
  restored:
    'Tu cuenta vuelve a tener su dirección antigua y se ha cerrado la sesión en todos los dispositivos. Elige una contraseña nueva para entrar.',
};
