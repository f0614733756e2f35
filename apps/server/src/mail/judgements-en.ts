import type { JudgementWords, LanguageTexts } from './letter-kinds.ts';

export const judgementWords: JudgementWords = {
  actions: {
    hide: 'your photo is hidden from the other members',
    remove: 'what was reported is removed',
    warn: 'you are warned',
    ban: 'you are out of the group for good',
    suspend: 'your account is suspended',
    takedown: 'your photo is taken down everywhere and cannot be shared again',
  },
  suspendUntil: 'your account is suspended until {until}',
  reasons: {
    spam: 'spam',
    harassment: 'harassment',
    sexual: 'sexual content',
    'child-safety': 'the safety of children',
    violence: 'violence',
    threat: 'threats',
    misleading: 'misleading, or posing as somebody else',
    privacy: "somebody's privacy",
    other: 'it does not belong here',
    'in-photo': 'somebody who is in the photo asked for it',
  },
  where: { named: 'in the group “{group}”', unnamed: 'in one of your groups' },
};

type JudgementLetter =
  | 'reportActed'
  | 'reportDismissed'
  | 'hideDeclined'
  | 'decisionMade'
  | 'decisionReversed'
  | 'appealRejected'
  | 'hideRequested'
  | 'casesWaiting';

export const judgementLetters: Pick<LanguageTexts['letters'], JudgementLetter> = {
  reportActed: {
    subject: 'Something was done about your report',
    title: 'Something was done about your report',
    blocks: [
      { text: 'You reported something {where}. It was looked at, and something was done about it.' },
      {
        text: 'What exactly is between those who decided and the person it concerns. Thank you for telling us.',
      },
      { button: 'Your reports', link: '{link}' },
      { note: 'Nobody is told who reported it.' },
    ],
  },
  reportDismissed: {
    subject: 'Your report was looked at',
    title: 'Your report was looked at',
    blocks: [
      {
        text: 'You reported something {where}. It was looked at and found to be within the rules, so it stays.',
      },
      { text: 'If you do not want to see it, you can leave the group or block the person.' },
      { button: 'Your reports', link: '{link}' },
      { note: 'Nobody is told who reported it.' },
    ],
  },
  hideDeclined: {
    subject: 'The photo is shown again',
    title: 'The photo is shown again',
    blocks: [
      { text: 'You asked to hide a photo {where}. It was looked at, and the photo is shown again.' },
      {
        text: 'If you are in it and disagree, you can appeal once within 14 days; then moderators of the whole server judge.',
      },
      { button: 'See and appeal', link: '{link}' },
      { note: 'Nobody is told who asked.' },
    ],
  },
  decisionMade: {
    subject: 'A decision about you',
    title: 'A decision about you',
    blocks: [
      { text: 'Something of yours {where} was reported and looked at. This was decided: {what}.' },
      { text: 'The reason: {why}.' },
      {
        text: 'If you disagree, you can appeal once until {until}. Somebody else than who decided will look at it.',
      },
      { button: 'See and appeal', link: '{link}' },
      {
        note: 'If your account is suspended, log in with your password: you will be shown the decision and can appeal.',
      },
    ],
  },
  decisionReversed: {
    subject: 'A decision about you was taken back',
    title: 'A decision was taken back',
    blocks: [
      { text: 'It had been decided {where}: {what}. That has been taken back, as far as it can be undone.' },
      { button: 'See the decision', link: '{link}' },
    ],
  },
  appealRejected: {
    subject: 'Your appeal was looked at',
    title: 'Your appeal was looked at',
    blocks: [
      {
        text: 'You appealed against a decision {where}: {what}. Somebody else has looked at it, and it stands.',
      },
      { button: 'See the decision', link: '{link}' },
    ],
  },
  hideRequested: {
    subject: 'Somebody asks you to hide a photo',
    title: 'Somebody asks you to hide a photo',
    blocks: [
      {
        text: 'Somebody says that they are in a photo of yours {where}, and asks to hide it. For now it is hidden.',
      },
      { text: 'Say until {until} whether you agree. If you do not answer, it stays hidden.' },
      { button: 'Look at the photo', link: '{link}' },
      { note: 'If you object, an admin or a moderator decides. You are not told who asked.' },
    ],
  },
  casesWaiting: {
    subject: 'Reports are waiting for you',
    title: 'Reports are waiting for you',
    blocks: [
      {
        text: 'Something was reported that you may judge. What a group does not decide within 72 hours goes to the moderators of the server.',
      },
      { button: 'Look at the reports', link: '{link}' },
    ],
  },
};
