import type { judgementLetters as english } from './judgements-en.ts';
import type { JudgementWords } from './letter-kinds.ts';

export const judgementWords: JudgementWords = {
  actions: {
    hide: 'tu foto queda oculta para los demás miembros',
    remove: 'lo denunciado se ha quitado',
    warn: 'recibes un aviso',
    ban: 'quedas fuera del grupo para siempre',
    suspend: 'tu cuenta queda suspendida',
    takedown: 'tu foto se ha retirado en todas partes y no se puede volver a compartir',
  },
  suspendUntil: 'tu cuenta queda suspendida hasta el {until}',
  reasons: {
    spam: 'spam',
    harassment: 'acoso',
    sexual: 'contenido sexual',
    'child-safety': 'la protección de los menores',
    violence: 'violencia',
    threat: 'amenazas',
    misleading: 'engaño, o hacerse pasar por otra persona',
    privacy: 'la privacidad de otra persona',
    other: 'no tiene lugar aquí',
    'in-photo': 'alguien que sale en la foto lo pidió',
  },
  where: { named: 'en el grupo «{group}»', unnamed: 'en uno de tus grupos' },
};

export const judgementLetters: typeof english = {
  reportActed: {
    subject: 'Tu denuncia ha tenido efecto',
    title: 'Tu denuncia ha tenido efecto',
    blocks: [
      { text: 'Denunciaste algo {where}. Se ha mirado, y se ha hecho algo al respecto.' },
      {
        text: 'Qué exactamente queda entre quienes decidieron y la persona afectada. Gracias por avisarnos.',
      },
      { button: 'Tus denuncias', link: '{link}' },
      { note: 'Nadie sabrá quién lo denunció.' },
    ],
  },
  reportDismissed: {
    subject: 'Hemos mirado tu denuncia',
    title: 'Hemos mirado tu denuncia',
    blocks: [
      { text: 'Denunciaste algo {where}. Se ha mirado, no incumple las reglas y se queda.' },
      { text: 'Si no quieres verlo, puedes salir del grupo o bloquear a esa persona.' },
      { button: 'Tus denuncias', link: '{link}' },
      { note: 'Nadie sabrá quién lo denunció.' },
    ],
  },
  hideDeclined: {
    subject: 'La foto se vuelve a mostrar',
    title: 'La foto se vuelve a mostrar',
    blocks: [
      { text: 'Pediste ocultar una foto {where}. Se ha mirado, y la foto se vuelve a mostrar.' },
      {
        text: 'Si sales en ella y no estás de acuerdo, puedes recurrir una vez en 14 días; entonces decide la moderación de todo el servidor.',
      },
      { button: 'Ver y recurrir', link: '{link}' },
      { note: 'Nadie sabrá quién lo pidió.' },
    ],
  },
  decisionMade: {
    subject: 'Una decisión sobre ti',
    title: 'Una decisión sobre ti',
    blocks: [
      { text: 'Algo tuyo {where} se denunció y se ha mirado. Esto es lo que se ha decidido: {what}.' },
      { text: 'El motivo: {why}.' },
      {
        text: 'Si no estás de acuerdo, puedes recurrir una vez hasta el {until}. Lo mirará otra persona, no quien decidió.',
      },
      { button: 'Ver y recurrir', link: '{link}' },
      {
        note: 'Si tu cuenta está suspendida, inicia sesión con tu contraseña: verás la decisión y podrás recurrir.',
      },
    ],
  },
  decisionReversed: {
    subject: 'Se ha deshecho una decisión sobre ti',
    title: 'Se ha deshecho una decisión',
    blocks: [
      { text: 'Se había decidido {where}: {what}. Eso se ha deshecho, hasta donde se puede.' },
      { button: 'Ver la decisión', link: '{link}' },
    ],
  },
  appealRejected: {
    subject: 'Hemos mirado tu recurso',
    title: 'Hemos mirado tu recurso',
    blocks: [
      {
        text: 'Recurriste una decisión {where}: {what}. Otra persona la ha mirado, y la decisión se mantiene.',
      },
      { button: 'Ver la decisión', link: '{link}' },
    ],
  },
  hideRequested: {
    subject: 'Alguien te pide que ocultes una foto',
    title: 'Alguien te pide que ocultes una foto',
    blocks: [
      { text: 'Alguien dice que sale en una foto tuya {where} y pide ocultarla. Por ahora está oculta.' },
      { text: 'Di hasta el {until} si estás de acuerdo. Si no respondes, se queda oculta.' },
      { button: 'Ver la foto', link: '{link}' },
      { note: 'Si te opones, decide un administrador o la moderación. No sabrás quién lo pidió.' },
    ],
  },
  casesWaiting: {
    subject: 'Hay denuncias esperándote',
    title: 'Hay denuncias esperándote',
    blocks: [
      {
        text: 'Se ha denunciado algo que puedes decidir tú. Lo que un grupo no decide en 72 horas pasa a la moderación del servidor.',
      },
      { button: 'Ver las denuncias', link: '{link}' },
    ],
  },
};
