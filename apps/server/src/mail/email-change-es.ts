import type { LetterText } from './letter-kinds.ts';

/** Letters about another address of the account. */
export const emailChangeLetters = {
  emailChange: {
    subject: 'Confirma tu nueva dirección de correo',
    title: 'Confirma tu nueva dirección de correo',
    blocks: [
      { text: 'Alguien, seguramente tú, quiere usar esta dirección para una cuenta de WMORY.' },
      { button: 'Confirmar la nueva dirección', link: '{link}' },
      {
        note: 'El enlace sirve una vez, hasta el {until}. Hasta entonces, no cierres la sesión donde pediste el cambio. Cuando confirmes, se cerrará la sesión en todos los demás dispositivos.',
      },
      { note: 'Si no has sido tú, no hagas caso de este correo: nada cambia sin pulsar ese botón.' },
    ],
  },
  emailChangeTaken: {
    subject: 'Ya hay una cuenta con esta dirección',
    title: 'Ya hay una cuenta con esta dirección',
    blocks: [
      {
        text: 'Alguien, seguramente tú, ha querido usar esta dirección para otra cuenta. Ya hay una cuenta con ella, así que no se ha cambiado nada.',
      },
      { button: 'Iniciar sesión', link: '{link}' },
      {
        note: 'Si has sido tú, elige otra dirección. Si no, no tienes que hacer nada: tu cuenta sigue como estaba.',
      },
    ],
  },
  emailChangeNotice: {
    subject: 'Tu dirección de correo está a punto de cambiar',
    title: 'Tu dirección de correo está a punto de cambiar',
    blocks: [
      { text: 'El {when} alguien, seguramente tú, pidió cambiar la dirección de correo de tu cuenta.' },
      {
        text: 'Si has sido tú, aquí no tienes que hacer nada. Confirma el cambio en el correo a la nueva dirección.',
      },
      { text: 'Si no, conserva esta dirección:' },
      { button: 'Conservar esta dirección', link: '{link}' },
      {
        note: 'El enlace sirve hasta el {until}, también si la dirección ya ha cambiado. En ese caso se cierra la sesión en todos los dispositivos y eliges una contraseña nueva.',
      },
    ],
  },
} satisfies Record<string, LetterText>;
