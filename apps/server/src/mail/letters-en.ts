import { deletionLetters } from './deletion-en.ts';
import { emailChangeLetters } from './email-change-en.ts';
import { judgementLetters, judgementWords } from './judgements-en.ts';
import type { LanguageTexts } from './letter-kinds.ts';
import { newsLetters, newsWords } from './news-en.ts';

export const english: LanguageTexts = {
  greeting: { named: 'Hello {name},', unnamed: 'Hello,' },
  footer: 'WMORY – private photo sharing for groups of friends. Nobody reads answers to this letter.',
  optOut: { stop: 'No more letters like this', choose: 'Choose which letters you get' },
  news: newsWords,
  judgements: judgementWords,
  letters: {
    ...judgementLetters,
    ...emailChangeLetters,
    ...newsLetters,
    ...deletionLetters,
    verifyEmail: {
      subject: 'Confirm your e-mail address',
      title: 'Confirm your e-mail address',
      blocks: [
        { text: 'Enter this code where you signed up:' },
        { code: '{code}' },
        { text: 'Or confirm the address with this link, on any device:' },
        { button: 'Confirm address', link: '{link}' },
        { note: 'Code and link work once and for a short time only. You can ask for new ones in the app.' },
        { note: 'If you did not sign up, ignore this letter: without the code the account stays closed.' },
      ],
    },
    alreadyRegistered: {
      subject: 'You have an account already',
      title: 'You have an account already',
      blocks: [
        { text: 'Someone, probably you, tried to sign up with this address. It has an account already.' },
        { button: 'Log in', link: '{logInLink}' },
        { text: 'Forgotten the password? Choose a new one:' },
        { button: 'Reset password', link: '{resetLink}' },
        { note: 'If that was not you, there is nothing to do: your account has not been touched.' },
      ],
    },
    resetPassword: {
      subject: 'Reset your password',
      title: 'Reset your password',
      blocks: [
        { text: 'Someone, probably you, asked for a new password for this address.' },
        { button: 'Choose a new password', link: '{link}' },
        { note: 'The link works once and for a short time only. A new password logs out all devices.' },
        { note: 'If that was not you, ignore this letter: your password stays as it is.' },
      ],
    },
    passwordChanged: {
      subject: 'Your password was changed',
      title: 'Your password was changed',
      blocks: [
        { text: 'The password of your account was changed on {when}. All devices were logged out.' },
        { text: 'If that was you, there is nothing to do.' },
        { note: 'If it was not, reset the password at once: choose “Forgot password?” where you log in.' },
      ],
    },
    passkeyAdded: {
      subject: 'A passkey was added to your account',
      title: 'A passkey was added',
      blocks: [
        { text: 'On {when} a passkey was added to your account. Whoever holds it can log in with it.' },
        { text: 'If that was you, there is nothing to do.' },
        {
          note: 'If it was not, reset the password at once: choose “Forgot password?” where you log in. Then remove the passkey on the page of your account.',
        },
      ],
    },
    passkeyRemoved: {
      subject: 'A passkey was removed from your account',
      title: 'A passkey was removed',
      blocks: [
        { text: 'On {when} a passkey was removed from your account. It does not open it any more.' },
        { text: 'If that was you, there is nothing to do.' },
        { note: 'If it was not, reset the password at once: choose “Forgot password?” where you log in.' },
      ],
    },
    newDevice: {
      subject: 'Your account was opened on a new device',
      title: 'Was this you?',
      blocks: [
        { text: 'On {when} your account was opened on a device that we had not seen before: {device}.' },
        { text: 'If that was you, there is nothing to do.' },
        { text: 'If it was not, look where you are logged in, and log that device out there:' },
        { button: 'See my devices', link: '{link}' },
        {
          note: 'Then change your password on the same page, and remove passkeys that are not yours. That keeps others out for good.',
        },
      ],
    },
  },
};
