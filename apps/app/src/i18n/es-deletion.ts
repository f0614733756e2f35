import type { Part } from './messages';

/** Deleting the account, and keeping it after all. */
export const deletion: Part<'es', 'deletion'> = {
  title: 'Eliminar mi cuenta',
  hint: 'Con todo lo que hay en ella, dentro de dos semanas',
  whatTitle: 'Qué ocurre',
  what: 'Tu nombre, tu dirección, tus llaves de acceso, los grupos en los que estás y todo lo que es solo tuyo se elimina para siempre. Un grupo tuyo pasa a alguien que está en él; si no hay nadie más, se va contigo.',
  grace:
    'Tienes dos semanas para cambiar de idea. Hasta entonces todo funciona como antes y no se pierde nada. Se cierra la sesión en todos los demás dispositivos. Al final recibes un correo con un certificado firmado de lo que se ha eliminado.',
  exportHint: 'Antes de irte: todo lo tuyo, para conservarlo',
  photos: 'Qué pasa con mis fotos',
  give: 'Se quedan, como regalo',
  giveHint: 'Los grupos las conservan, sin tu nombre. Las fotos de la papelera se van.',
  go: 'Se van conmigo',
  goHint: 'Los demás ven un aviso ahora y pueden guardarlas durante dos semanas.',
  photosIn: 'Mis fotos en {{group}}',
  stay: 'Se quedan',
  leave: 'Se van',
  alone: 'No hay nadie más: se va contigo.',
  confirmTitle: '¿Eliminar tu cuenta?',
  confirmBody:
    'Se elimina dentro de dos semanas, con todo lo que hay en ella. Hasta entonces puedes conservarla, aquí o con el enlace del correo.',
  asked: 'Tu cuenta se eliminará dentro de dos semanas',
  banner: 'Tu cuenta se elimina el {{date}}, con todo lo que hay en ella.',
  keep: 'Conservar mi cuenta',
  kept: 'Tu cuenta se queda, con todo lo que hay en ella',
  waiting:
    'Hasta entonces todo funciona como antes. Si quieres elegir otra cosa, consérvala y pídelo de nuevo.',
  willGo: 'Tus fotos se van contigo',
  willStay: 'Tus fotos se quedan, sin tu nombre',
  keepTitle: '¿Conservar tu cuenta?',
  keepBody: 'Se queda como está, con todo lo que hay en ella. Todavía no se ha eliminado nada.',
  keptTitle: 'Tu cuenta se queda',
  keptBody:
    'Todo está como estaba. Si no fuiste tú quien quiso eliminarla, elige una contraseña nueva: alguien conoce la antigua.',
};
