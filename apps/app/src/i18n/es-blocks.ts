import type { Part } from './messages';

export const blocks: Part<'es', 'blocks'> = {
  title: 'Personas bloqueadas',
  hint: 'De quién no te llegan fotos nuevas ni invitaciones',
  about:
    'Ninguna de las dos partes ve lo que añade la otra. No se ha avisado a nadie. Cuando desbloqueas a alguien, vuelve todo.',
  block: 'Bloquear',
  alsoBlock: 'Bloquear también a {{name}}',
  unblock: 'Desbloquear',
  unblockLabel: 'Desbloquear a {{name}}',
  mark: 'Con bloqueo',
  confirmTitle: '¿Bloquear a {{name}}?',
  confirmBody:
    'A partir de ahora, en los grupos en común no verás las fotos nuevas de {{name}}, ni {{name}} las tuyas, y sus invitaciones no te servirán. No se le avisa, y puedes desbloquear cuando quieras.',
  hideAll: 'Ocultarme también todo lo suyo',
  hideAllHint: 'Dejas de ver también sus fotos anteriores. Las tuyas de antes se siguen viendo.',
  blocked: 'Has bloqueado a {{name}}',
  unblocked: 'Has desbloqueado a {{name}}',
  since: 'Bloqueo del {{date}}',
  sinceAll: 'Bloqueo del {{date}}, también de las fotos anteriores',
  emptyTitle: 'No bloqueas a nadie',
  emptyBody:
    'Puedes bloquear a alguien en la lista de miembros de un grupo en común, o después de denunciar algo suyo.',
};
