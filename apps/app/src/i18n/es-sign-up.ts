import type { Part } from './messages';

export const signUp: Part<'es', 'signUp'> = {
  byInviteTitle: 'Solo con invitación',
  byInviteBody:
    'Aquí se entra de la mano de alguien que ya está. Pídele un enlace de invitación a su grupo y ábrelo en este dispositivo: te traerá de vuelta.',
  inviteDead: 'La invitación que abriste ya no sirve. Pide una nueva.',
  domains_one: 'Usa tu dirección de {{domains}}.',
  domains_many: 'Usa tu dirección de uno de estos dominios: {{domains}}.',
  domains_other: 'Usa tu dirección de uno de estos dominios: {{domains}}.',
  otherDomain: 'Aquí no se pueden registrar direcciones de ese dominio.',
  working: 'Tu dispositivo le está mostrando al servidor que no eres un bot. Serán unos segundos como mucho.',
  widgetFailed:
    'La comprobación contra bots no se ha cargado. Permítela en tu navegador y vuelve a abrir esta página.',
  inBrowser:
    'Para mostrar que no eres un bot necesitas un navegador, solo esta vez. Crea allí tu cuenta y luego inicia sesión aquí.',
  openBrowser: 'Registrarme en el navegador',
};
