import { deletionLetters } from './deletion-es.ts';
import { emailChangeLetters } from './email-change-es.ts';
import { judgementLetters, judgementWords } from './judgements-es.ts';
import type { LanguageTexts } from './letter-kinds.ts';
import { newsLetters, newsWords } from './news-es.ts';

export const spanish: LanguageTexts = {
  greeting: { named: 'Hola, {name}:', unnamed: 'Hola:' },
  footer: 'WMORY – fotos en privado para grupos de amigos. Nadie lee las respuestas a este correo.',
  optOut: { stop: 'No recibir más correos como este', choose: 'Elegir qué correos recibes' },
  news: newsWords,
  judgements: judgementWords,
  letters: {
    ...judgementLetters,
    ...emailChangeLetters,
    ...newsLetters,
    ...deletionLetters,
    verifyEmail: {
      subject: 'Confirma tu dirección de correo',
      title: 'Confirma tu dirección de correo',
      blocks: [
        { text: 'Escribe este código donde te registraste:' },
        { code: '{code}' },
        { text: 'O confirma la dirección con este enlace, en cualquier dispositivo:' },
        { button: 'Confirmar la dirección', link: '{link}' },
        {
          note: 'El código y el enlace sirven una vez y por poco tiempo. En la aplicación puedes pedir otros.',
        },
        {
          note: 'Si no te has registrado, no hagas caso de este correo: sin el código, la cuenta sigue cerrada.',
        },
      ],
    },
    alreadyRegistered: {
      subject: 'Ya tienes una cuenta',
      title: 'Ya tienes una cuenta',
      blocks: [
        {
          text: 'Alguien, seguramente tú, ha querido registrarse con esta dirección. Ya hay una cuenta con ella.',
        },
        { button: 'Iniciar sesión', link: '{logInLink}' },
        { text: '¿Has olvidado la contraseña? Elige una nueva:' },
        { button: 'Cambiar la contraseña', link: '{resetLink}' },
        { note: 'Si no has sido tú, no tienes que hacer nada: tu cuenta sigue como estaba.' },
      ],
    },
    resetPassword: {
      subject: 'Cambia tu contraseña',
      title: 'Cambia tu contraseña',
      blocks: [
        { text: 'Alguien, seguramente tú, ha pedido una contraseña nueva para esta dirección.' },
        { button: 'Elegir una contraseña nueva', link: '{link}' },
        {
          note: 'El enlace sirve una vez y por poco tiempo. Con una contraseña nueva se cierra la sesión en todos los dispositivos.',
        },
        { note: 'Si no has sido tú, no hagas caso de este correo: tu contraseña sigue igual.' },
      ],
    },
    passwordChanged: {
      subject: 'Tu contraseña ha cambiado',
      title: 'Tu contraseña ha cambiado',
      blocks: [
        {
          text: 'La contraseña de tu cuenta se cambió el {when}. Se ha cerrado la sesión en todos los dispositivos.',
        },
        { text: 'Si has sido tú, no tienes que hacer nada.' },
        {
          note: 'Si no, cambia la contraseña cuanto antes: elige «¿Has olvidado tu contraseña?» al iniciar sesión.',
        },
      ],
    },
    passkeyAdded: {
      subject: 'Se ha añadido una llave de acceso a tu cuenta',
      title: 'Se ha añadido una llave de acceso',
      blocks: [
        {
          text: 'El {when} se añadió una llave de acceso a tu cuenta. Quien la tenga puede iniciar sesión con ella.',
        },
        { text: 'Si has sido tú, no tienes que hacer nada.' },
        {
          note: 'Si no, cambia la contraseña cuanto antes: elige «¿Has olvidado tu contraseña?» al iniciar sesión. Después quita la llave de acceso en la página de tu cuenta.',
        },
      ],
    },
    passkeyRemoved: {
      subject: 'Se ha quitado una llave de acceso de tu cuenta',
      title: 'Se ha quitado una llave de acceso',
      blocks: [
        { text: 'El {when} se quitó una llave de acceso de tu cuenta. Ya no la abre.' },
        { text: 'Si has sido tú, no tienes que hacer nada.' },
        {
          note: 'Si no, cambia la contraseña cuanto antes: elige «¿Has olvidado tu contraseña?» al iniciar sesión.',
        },
      ],
    },
    newDevice: {
      subject: 'Se ha abierto tu cuenta en un dispositivo nuevo',
      title: '¿Has sido tú?',
      blocks: [
        { text: 'El {when} se abrió tu cuenta en un dispositivo que no habíamos visto antes: {device}.' },
        { text: 'Si has sido tú, no tienes que hacer nada.' },
        { text: 'Si no, mira dónde tienes la sesión abierta y ciérrala allí en ese dispositivo:' },
        { button: 'Ver mis dispositivos', link: '{link}' },
        {
          note: 'Después cambia tu contraseña en la misma página y quita las llaves de acceso que no sean tuyas. Así nadie más podrá volver a entrar.',
        },
      ],
    },
  },
};
