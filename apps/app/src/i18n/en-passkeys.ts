import type { PasskeyFault } from '@/lib/passkey-error';

/** Why the browser made or showed no passkey. */
export const passkeyFault = {
  cancelled: 'No passkey was used.',
  known: 'This device or password manager holds a passkey for this account already.',
  failed: 'The browser could not use a passkey here. Try again, or with another device.',
} as const satisfies Record<PasskeyFault, string>;

/** Passkeys in the account's settings. */
export const passkeys = {
  title: 'Passkeys',
  hint: 'Log in with your fingerprint, face or screen lock instead of the password. Nobody can guess or phish it.',
  none: 'No passkeys yet',
  add: 'Add a passkey',
  elsewhere: 'Passkeys are added in a browser: open your WMORY there by its name, with https.',
  used: 'Added {{added}} · last used {{used}}',
  unused: 'Added {{added}} · not used yet',
  synced: 'Synced',
  actions: 'What to do with {{name}}',
  added: '{{name}} opens your account from now on',
  rename: 'Rename',
  renameTitle: 'Name of the passkey',
  renamed: 'The passkey has a new name',
  nameMissing: 'Give the passkey a name.',
  remove: 'Remove',
  removeTitle: 'Remove {{name}}?',
  removeBody:
    'It does not open your account any more. Devices and password managers may go on offering it until you delete it there as well.',
  removed: '{{name}} was removed',
};

/** Showing that it is you, before something that matters. */
export const identity = {
  title: 'Is it you?',
  body: 'Before the way into your account changes, show that it is yours. That holds for ten minutes.',
  password: 'Confirm',
  passkey: 'Use a passkey',
  wrong: 'The password is wrong.',
};
