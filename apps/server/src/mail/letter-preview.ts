import { escapeHtml, WHEN_DARK } from './letter-html.ts';
import { type Language, type LetterKind, type LetterValues, languages } from './letter-kinds.ts';
import { renderPage } from './mailbox-page.ts';
import type { Letter } from './port.ts';
import { writeLetter } from './templates.ts';

type Scheme = 'light' | 'dark';

/** Values to show letters with; nothing here opens anything. */
const samples: LetterValues = {
  verifyEmail: {
    name: 'Ada Lovelace',
    code: '042117',
    link: 'https://photos.example/verify#token=not-a-token',
  },
  alreadyRegistered: {
    name: 'Ada Lovelace',
    resetLink: 'https://photos.example/reset#token=not-a-token',
    logInLink: 'https://photos.example/log-in',
  },
  resetPassword: { name: 'Ada Lovelace', link: 'https://photos.example/reset#token=not-a-token' },
  passwordChanged: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  passkeyAdded: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  passkeyRemoved: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
  newDevice: {
    name: 'Ada Lovelace',
    device: 'Firefox on Linux',
    when: Date.UTC(2026, 10, 23, 21, 46),
    link: 'https://photos.example/account',
  },
  reportActed: { name: 'Ada Lovelace', where: 'in the group “Alps”', link: 'https://photos.example/reports' },
  reportDismissed: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    link: 'https://photos.example/reports',
  },
  hideDeclined: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    link: 'https://photos.example/reports',
  },
  decisionMade: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    what: 'your photo is hidden from the other members',
    why: 'harassment',
    link: 'https://photos.example/reports',
    until: Date.UTC(2026, 10, 23, 21, 46),
  },
  decisionReversed: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    what: 'your photo is hidden from the other members',
    link: 'https://photos.example/reports',
  },
  appealRejected: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    what: 'your photo is hidden from the other members',
    link: 'https://photos.example/reports',
  },
  hideRequested: {
    name: 'Ada Lovelace',
    where: 'in the group “Alps”',
    link: 'https://photos.example/groups/1/photos/2',
    until: Date.UTC(2026, 10, 23, 21, 46),
  },
  casesWaiting: { name: 'Ada Lovelace', link: 'https://photos.example/moderation' },
};

const letterKinds = Object.keys(samples) as LetterKind[];
export const isLetterKind = (text: string): text is LetterKind => Object.hasOwn(samples, text);
export const isLanguage = (text: string): text is Language => languages.some((known) => known === text);

/** A letter with values that are made up, drawn light or dark whatever the browser prefers. */
export function writeSample(kind: LetterKind, language: Language, scheme: Scheme): Letter {
  const letter = writeLetter(kind, 'ada@example.org', samples[kind], language);
  const media = scheme === 'dark' ? '@media all' : '@media not all';
  const html = letter.html.replaceAll('content="light dark"', `content="${scheme}"`);
  return { ...letter, html: html.replace(WHEN_DARK, media) };
}

function renderSample(kind: LetterKind, language: Language): string {
  const { subject, text } = writeSample(kind, language, 'light');
  const frame = (scheme: Scheme): string =>
    `<iframe loading="lazy" title="${escapeHtml(`${subject} (${scheme})`)}" src="/dev/letters/${language}/${kind}?scheme=${scheme}"></iframe>`;
  return `<article lang="${language}">
<h2>${escapeHtml(subject)}</h2>
<p class="meta" lang="en">${kind}, ${language}</p>
${frame('light')}
${frame('dark')}
<details><summary lang="en">As plain text</summary><pre>${escapeHtml(text)}</pre></details>
</article>`;
}

/** The page of every letter in every language, light and dark. */
export const renderPreview = (): string =>
  renderPage(
    'Letters',
    'Every letter in every language, light and dark, with values that are made up.',
    letterKinds.flatMap((kind) => languages.map((language) => renderSample(kind, language))).join('\n'),
  );
