/** The choice of a language. */
export const language = {
  title: 'Language',
  system: 'As on this device',
  hint: 'Letters to you come in it as well.',
  failed: 'That language could not be loaded. Check your connection and try again.',
  lettersLater: 'The server did not answer: letters keep the language that they had.',
} as const;
