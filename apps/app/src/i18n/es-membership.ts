import type { Part } from './messages';

export const exit: Part<'es', 'exit'> = {
  question: '¿Qué pasa con tus fotos de aquí?',
  questionOf: '¿Qué pasa con las fotos de {{name}}?',
  terms: { stay: 'Se quedan', go: 'Se van en 7 días', give: 'Se las queda el grupo' },
  mine: {
    stay: 'Se quedan en el grupo con tu nombre.',
    go: 'Todos reciben un aviso y pueden guardarlas hasta entonces. Después se borran. Guarda antes lo que quieras para ti.',
    give: 'Pasan a ser del grupo, sin tu nombre. Ya no podrás decidir sobre ellas.',
  },
  theirs: {
    stay: 'Se quedan en el grupo con su nombre.',
    go: 'Todos reciben un aviso y pueden guardarlas hasta entonces. Después se borran.',
    give: 'Pasan a ser del grupo, sin nombre.',
  },
  mayTakeAlong: '{{name}} todavía puede llevarse sus fotos durante 7 días.',
  changeInTime: 'Puedes cambiar de idea durante 7 días, en la página de tus grupos.',
  heir: 'El grupo pasa a {{name}}.',
  heirRule:
    'Si se va quien tiene el grupo, pasa a quien lleve más tiempo administrándolo; si no, a quien colabore; si no, a quien solo mire.',
  lastTitle: 'Aquí ya no queda nadie más',
  lastBody_zero: 'Si te vas, el grupo se borra. No se puede deshacer.',
  lastBody_one: 'Si te vas, el grupo se borra con su única foto. No se puede deshacer.',
  lastBody_many: 'Si te vas, el grupo se borra con sus {{count}} de fotos. No se puede deshacer.',
  lastBody_other: 'Si te vas, el grupo se borra con sus {{count}} fotos. No se puede deshacer.',
  leaveAndDelete: 'Salir y borrar',
  left: {
    stay: 'Has salido de {{group}}. Tus fotos se quedan allí.',
    go: 'Has salido de {{group}}. Tus fotos de allí se van en 7 días.',
    give: 'Has salido de {{group}}. Tus fotos ahora son del grupo.',
  },
  title: 'Grupos de los que has salido',
  was: 'Saliste de {{group}}',
  wasRemoved: 'Te sacaron de {{group}}',
  state: {
    stay: 'Tus fotos se quedan allí',
    go: 'Tus fotos se borran {{when}}',
    give: 'Tus fotos son del grupo',
  },
  changeUntil: 'Puedes cambiarlo hasta el {{date}}',
  change: 'Cambiar',
  changeLabel: 'Cambiar lo que pasa con tus fotos en {{group}}',
  changeTitle: 'Tus fotos en {{group}}',
  changed: 'Tu elección se ha guardado',
};

export const departure: Part<'es', 'departure'> = {
  group_one: '{{name}} se lleva una foto. Se borra el {{date}}. Guárdala antes si quieres conservarla.',
  group_many:
    '{{name}} se lleva {{count}} de fotos. Se borran el {{date}}. Guarda antes las que quieras conservar.',
  group_other:
    '{{name}} se lleva {{count}} fotos. Se borran el {{date}}. Guarda antes las que quieras conservar.',
  photo: '{{name}} se lleva esta foto: se borra el {{date}}. Guárdala si quieres conservarla.',
};

export const rules: Part<'es', 'rules'> = {
  title: 'Cómo funciona este grupo',
  saved: 'Las reglas han cambiado',
  ownerOnly: 'Solo las cambia quien tiene el grupo.',
  names: {
    invites: 'Quién puede invitar',
    uploads: 'Quién puede añadir fotos',
    photos: 'Quién ve las fotos',
    joining: 'Entrar con un enlace',
    removal: 'Fotos de quien sale expulsado',
  },
  invites: {
    admins: { title: 'Administradores', hint: 'Los enlaces de los demás dejan de servir' },
    contributors: { title: 'También colaboradores', hint: 'No dan más de lo que tienen' },
    everyone: { title: 'Todos', hint: 'Quien solo mira invita a quien solo mira' },
  },
  uploads: {
    contributors: { title: 'Colaboradores', hint: 'Y administradores; quien solo mira, nunca' },
    admins: { title: 'Solo administradores', hint: 'Los demás miran y guardan' },
  },
  photos: {
    shared: { title: 'Todo el grupo', hint: 'Todas las fotos se comparten' },
    'drop-box': { title: 'Un buzón', hint: 'Cada cual ve sus fotos; los administradores, todas' },
  },
  joining: {
    open: { title: 'Al momento', hint: 'Quien tiene el enlace entra' },
    approval: { title: 'Lo aprueban los administradores', hint: 'El enlace sirve para pedirlo' },
  },
  removal: {
    stay: { title: 'Se quedan', hint: 'Con su nombre' },
    go: { title: 'Se van en 7 días', hint: 'Hasta entonces se pueden guardar' },
    give: { title: 'Son del grupo', hint: 'Sin nombre' },
  },
  openTitle: '¿Abrir el buzón?',
  openBody:
    'Todo el grupo verá todas las fotos, también las que se añadieron cuando solo las veían los administradores.',
  open: 'Mostrar todas las fotos',
  dropBoxNotice: 'Esto es un buzón: lo que añades solo lo ven tú y los administradores.',
  dropBoxViewer: 'Esto es un buzón: aquí las fotos las ven quien las añade y los administradores.',
};

export const requests: Part<'es', 'requests'> = {
  title: 'Piden entrar',
  by: 'Por invitación de {{name}} · {{role}}',
  byNobody: 'Por invitación · {{role}}',
  approve: 'Dejar entrar',
  approveLabel: 'Dejar entrar a {{name}}',
  approved: '{{name}} ya está en el grupo',
  decline: 'Rechazar',
  declineLabel: 'Rechazar a {{name}}',
  declineTitle: '¿Rechazar a {{name}}?',
  declineBody: '{{name}} recibe un aviso y puede volver a pedirlo en una semana.',
  declined: 'Has rechazado a {{name}}',
  ownerDecides: 'Lo decide quien tiene el grupo: esta invitación da el rol de administrador.',
  waiting_one: '{{count}} persona pide entrar',
  waiting_many: '{{count}} de personas piden entrar',
  waiting_other: '{{count}} personas piden entrar',
  pendingTitle: 'Los administradores tienen tu solicitud',
  pendingBody:
    'Estarás en {{group}} en cuanto te dejen entrar. Hasta el {{date}} no tienes que hacer nada más.',
  declinedTitle: 'No te han dejado entrar',
  declinedBody:
    'Los administradores de {{group}} han dicho que no. Puedes volver a pedirlo desde el {{date}}.',
  none: 'Ahora mismo nadie pide entrar.',
  withdraw: 'Retirar la solicitud',
  withdrawn: 'Has retirado tu solicitud',
  mine: 'Esperando a los administradores',
  minePending: 'Lo pediste {{when}}',
  mineDeclined: 'Rechazada. Puedes volver a pedirlo desde el {{date}}.',
};

export const bans: Part<'es', 'bans'> = {
  title: 'Vetados',
  by: 'Veto de {{name}} el {{date}}',
  byPlatform: 'Veto del {{date}}',
  ban: 'Vetar en el grupo',
  banTitle: '¿Vetar a {{name}}?',
  banBody: '{{name}} pierde el acceso al momento y ya no podrá entrar con ningún enlace.',
  banned: 'Has vetado a {{name}}',
  lift: 'Levantar el veto',
  liftLabel: 'Levantar el veto a {{name}}',
  liftTitle: '¿Levantar el veto a {{name}}?',
  liftBody: 'Podrá volver con una invitación.',
  lifted: '{{name}} puede volver con una invitación',
};
