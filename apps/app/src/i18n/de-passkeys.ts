import type { Part } from './messages';

export const passkeyFault: NonNullable<Part<'de', 'failure'>['passkey']> = {
  cancelled: 'Es wurde kein Passkey verwendet.',
  known: 'Auf diesem Gerät oder in diesem Passwortmanager ist schon ein Passkey für dieses Konto.',
  failed:
    'Der Browser konnte hier keinen Passkey verwenden. Versuch es noch einmal, oder mit einem anderen Gerät.',
};

export const passkeys: Part<'de', 'passkeys'> = {
  title: 'Passkeys',
  hint: 'Logge dich mit Fingerabdruck, Gesicht oder Bildschirmsperre ein statt mit dem Passwort. Niemand kann sie erraten oder dir ablisten.',
  none: 'Noch keine Passkeys',
  add: 'Passkey hinzufügen',
  elsewhere: 'Passkeys fügst du in einem Browser hinzu: Öffne dein WMORY dort unter seinem Namen, mit https.',
  used: 'Hinzugefügt {{added}} · zuletzt benutzt {{used}}',
  unused: 'Hinzugefügt {{added}} · noch nicht benutzt',
  synced: 'Synchronisiert',
  actions: 'Was mit {{name}} geschehen soll',
  added: '{{name}} öffnet ab jetzt dein Konto',
  rename: 'Umbenennen',
  renameTitle: 'Name des Passkeys',
  renamed: 'Der Passkey hat einen neuen Namen',
  nameMissing: 'Gib dem Passkey einen Namen.',
  remove: 'Entfernen',
  removeTitle: '{{name}} entfernen?',
  removeBody:
    'Er öffnet dein Konto dann nicht mehr. Geräte und Passwortmanager bieten ihn vielleicht weiter an, bis du ihn auch dort löschst.',
  removed: '{{name}} wurde entfernt',
};

export const identity: Part<'de', 'identity'> = {
  title: 'Bist du es?',
  body: 'Bevor sich ändert, wie man in dein Konto kommt, zeig, dass es deins ist. Das gilt zehn Minuten.',
  password: 'Bestätigen',
  passkey: 'Passkey verwenden',
  wrong: 'Das Passwort ist falsch.',
};
