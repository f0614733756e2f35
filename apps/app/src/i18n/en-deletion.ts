/** Deleting the account, and keeping it after all. */
export const deletion = {
  title: 'Delete my account',
  hint: 'With all that is in it, after two weeks',
  whatTitle: 'What happens',
  what: 'Your name, your address, your passkeys, your memberships and all else that is yours alone is deleted for good. A group that you own goes on to somebody in it; one in which nobody else is goes with you.',
  grace:
    'You have two weeks to change your mind. Until then everything works as before, and nothing is lost. All other devices are logged out. In the end you get a letter with a signed certificate of what was deleted.',
  exportHint: 'Before you go: all that is yours, to keep',
  photos: 'What becomes of my photos',
  give: 'They stay, as a gift',
  giveHint: 'The groups keep them, without your name. Photos in the trash go.',
  go: 'They go with me',
  goHint: 'The others see a notice now, and can save them for two weeks.',
  photosIn: 'My photos in {{group}}',
  stay: 'Stay',
  leave: 'Go',
  alone: 'Nobody else is in it: it goes with you.',
  confirmTitle: 'Delete your account?',
  confirmBody:
    'It is deleted in two weeks, with all that is in it. Until then you can keep it, here or by the link in the letter.',
  asked: 'Your account will be deleted in two weeks',
  banner: 'Your account is deleted on {{date}}, with all that is in it.',
  keep: 'Keep my account',
  kept: 'Your account stays, with all that is in it',
  waiting: 'Until then everything works as before. To choose otherwise, keep it and ask again.',
  willGo: 'Your photos go with you',
  willStay: 'Your photos stay, without your name',
  keepTitle: 'Keep your account?',
  keepBody: 'It stays as it is, with all that is in it. Nothing has been deleted yet.',
  keptTitle: 'Your account stays',
  keptBody:
    'Everything is as it was. If it was not you who wanted it deleted, choose a new password: somebody knows the old one.',
};
