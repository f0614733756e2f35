/** Another address of the account, in its settings and on the pages of its letters. */
export const emailChange = {
  change: 'Change e-mail address',
  field: 'New e-mail address',
  fieldHint: 'We send a letter with a link to it, and one to your present address.',
  send: 'Send the letter',
  sent: 'A letter is on its way to {{email}}',
  waiting: 'Waiting for {{email}}',
  waitingHint:
    'Open the link in the letter there. It ends {{when}}. Until you confirm, everything stays as it is.',
  cancel: 'Keep the old address',
  cancelled: 'Your address stays as it is',
  confirmTitle: 'Confirm your new address',
  confirmBody:
    'From then on you log in with it. All devices but the one where you asked for it are logged out.',
  confirm: 'Confirm the new address',
  doneTitle: 'Your new address is set',
  doneBody: 'Log in with {{email}} from now on.',
  toAccount: 'To my account',
  badBody: 'Open it from the letter again.',
  keepTitle: 'Keep your address?',
  keepBody:
    'Your account keeps the address that the letter came to, or gets it back. Then you choose a new password, so that nobody else gets in.',
  keep: 'Keep my address',
  stopped:
    'The change was stopped: your address stays as it is. Choose a new password, since somebody may know the old one.',
  restored:
    'Your account has its old address again, and all devices were logged out. Choose a new password to get in.',
};
