import type { LetterText } from './letter-kinds.ts';

/** Letters about another address of the account. */
export const emailChangeLetters = {
  emailChange: {
    subject: 'Confirm your new e-mail address',
    title: 'Confirm your new e-mail address',
    blocks: [
      { text: 'Someone, probably you, wants to use this address for an account at WMORY.' },
      { button: 'Confirm the new address', link: '{link}' },
      {
        note: 'The link works once, until {until}. Stay logged in until then where you asked for the change. All other devices are logged out when you confirm.',
      },
      { note: 'If that was not you, ignore this letter: nothing changes without a press of that button.' },
    ],
  },
  emailChangeTaken: {
    subject: 'This address has an account already',
    title: 'This address has an account already',
    blocks: [
      {
        text: 'Someone, probably you, wanted to use this address for another account. It has an account of its own already, so nothing was changed.',
      },
      { button: 'Log in', link: '{link}' },
      {
        note: 'If that was you, choose another address. If it was not, there is nothing to do: your account has not been touched.',
      },
    ],
  },
  emailChangeNotice: {
    subject: 'Your e-mail address is about to change',
    title: 'Your e-mail address is about to change',
    blocks: [
      { text: 'On {when} someone, probably you, asked to change the e-mail address of your account.' },
      {
        text: 'If that was you, there is nothing to do here. Confirm the change in the letter to the new address.',
      },
      { text: 'If it was not, keep this address:' },
      { button: 'Keep this address', link: '{link}' },
      {
        note: 'The link works until {until}, also once the address has changed. If it has, the link logs out all devices, and you choose a new password.',
      },
    ],
  },
} satisfies Record<string, LetterText>;
