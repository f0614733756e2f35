import type { LetterText } from './letter-kinds.ts';

/** Letters about an account that is deleted. */
export const deletionLetters = {
  deletionAsked: {
    subject: 'Tu cuenta se va a eliminar',
    title: 'Tu cuenta se va a eliminar',
    blocks: [
      { text: 'El {when} alguien, seguramente tú, pidió eliminar tu cuenta.' },
      {
        text: 'Se eliminará el {until}. Hasta entonces no se pierde nada: todo funciona como antes y todavía puedes cambiar de idea.',
      },
      { button: 'Conservar mi cuenta', link: '{link}' },
      {
        note: 'Si no has sido tú, conserva la cuenta enseguida y después elige una contraseña nueva: «¿Has olvidado la contraseña?» al iniciar sesión.',
      },
    ],
  },
  deletionReminder: {
    subject: 'Tu cuenta se eliminará pronto',
    title: 'Tu cuenta se eliminará pronto',
    blocks: [
      { text: 'Como pediste, tu cuenta se eliminará el {until}. Después nadie podrá recuperarla.' },
      { text: 'Si quieres quedarte, o guardar antes tus fotos, consérvala:' },
      { button: 'Conservar mi cuenta', link: '{link}' },
      { note: 'Si quieres irte, no tienes que hacer nada.' },
    ],
  },
  accountDeleted: {
    subject: 'Tu cuenta se ha eliminado',
    title: 'Tu cuenta se ha eliminado',
    blocks: [
      {
        text: 'El {when} se eliminó tu cuenta, con tu nombre, tu dirección y todo lo que la abría.',
      },
      {
        text: 'El archivo adjunto dice qué se ha eliminado y qué queda sin tu nombre. Está firmado. Guárdalo: no podemos enviarlo otra vez, porque ya no tenemos tu dirección.',
      },
      { note: 'Quien tenga el archivo puede comprobarlo con «wmory verify-certificate».' },
      { note: 'Este es el último correo que recibes de nosotros. Cuídate.' },
    ],
  },
} satisfies Record<string, LetterText>;
