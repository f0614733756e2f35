import type { LetterText } from './letter-kinds.ts';

/** Letters about an account that is deleted. */
export const deletionLetters = {
  deletionAsked: {
    subject: 'Your account will be deleted',
    title: 'Your account will be deleted',
    blocks: [
      { text: 'On {when} someone, probably you, asked to delete your account.' },
      {
        text: 'It is deleted on {until}. Until then nothing is lost: everything works as before, and you can still change your mind.',
      },
      { button: 'Keep my account', link: '{link}' },
      {
        note: 'If it was not you who asked, keep the account at once, and then choose a new password: “Forgot password?” where you log in.',
      },
    ],
  },
  deletionReminder: {
    subject: 'Your account is about to be deleted',
    title: 'Your account is about to be deleted',
    blocks: [
      { text: 'As you asked, your account is deleted on {until}. After that nobody can bring it back.' },
      { text: 'If you want to stay, or to save your photos first, keep it:' },
      { button: 'Keep my account', link: '{link}' },
      { note: 'If you want to go, there is nothing to do.' },
    ],
  },
  accountDeleted: {
    subject: 'Your account is deleted',
    title: 'Your account is deleted',
    blocks: [
      { text: 'On {when} your account was deleted, with your name, your address and all that opened it.' },
      {
        text: 'The attached file says what was deleted and what stays without your name. It is signed. Keep it: we cannot send it again, as we do not have your address any more.',
      },
      { note: 'Whoever has the file can check it with “wmory verify-certificate”.' },
      { note: 'This is the last letter that you get from us. Take care.' },
    ],
  },
} satisfies Record<string, LetterText>;
