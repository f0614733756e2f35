/** Who may sign up, and what is asked of them. */
export const signUp = {
  byInviteTitle: 'By invite only',
  byInviteBody:
    'New people come in through someone who is here already. Ask them for an invite link to their group and open it on this device: it leads you back here.',
  inviteDead: 'The invite that you opened does not work any more. Ask for a new one.',
  domains_one: 'Use your address at {{domains}}.',
  domains_other: 'Use your address at one of these: {{domains}}.',
  otherDomain: 'Addresses of this domain cannot sign up here.',
  working: 'Showing the server that you are no bot. This takes a few seconds at most.',
  widgetFailed: 'The check against bots did not load. Allow it in your browser, then open this page again.',
  inBrowser:
    'To show that you are no bot, you need a browser this once. Create your account there, then log in here.',
  openBrowser: 'Sign up in the browser',
} as const;
