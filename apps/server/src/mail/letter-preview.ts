import { escapeHtml, WHEN_DARK } from './letter-html.ts';
import { type Block, type Language, type LetterKind, languages } from './letter-kinds.ts';
import { letterSamples } from './letter-samples.ts';
import { renderPage } from './mailbox-page.ts';
import { describeNews, newsWords } from './news-words.ts';
import type { Letter } from './port.ts';
import { writeLetter } from './templates.ts';

type Scheme = 'light' | 'dark';

/** What is new, in words of the language. */
const sampleEntries = (language: Language): Block[] =>
  [
    {
      name: 'Alps',
      by: [
        { name: 'Ben', count: 12 },
        { name: 'Cleo', count: 3 },
      ],
    },
    { name: 'Garden party', by: [{ name: 'Dora', count: 1 }] },
  ].flatMap(({ name, by }, index) => [
    { heading: name },
    { text: describeNews(language, { by, more: false }) },
    { button: newsWords(language).see, link: `https://photos.example/groups/${index + 1}` },
  ]);

const letterKinds = Object.keys(letterSamples) as LetterKind[];
export const isLetterKind = (text: string): text is LetterKind => Object.hasOwn(letterSamples, text);
export const isLanguage = (text: string): text is Language => languages.some((known) => known === text);

/** A letter with values that are made up, drawn light or dark whatever the browser prefers. */
export function writeSample(kind: LetterKind, language: Language, scheme: Scheme): Letter {
  const values =
    kind === 'newPhotos'
      ? { ...letterSamples.newPhotos, entries: sampleEntries(language) }
      : letterSamples[kind];
  const letter = writeLetter(kind, 'ada@example.org', values, language);
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
