import { createHash } from 'node:crypto';
import type { CapturedLetter } from './capture.ts';
import { escapeHtml } from './letter-html.ts';
import type { LetterFile } from './port.ts';

const STYLE = `
:root { color-scheme: light dark; --page: #f7f5f1; --card: #fff; --ink: #1d1e20; --soft: #6b6862; --line: #e4e1da; }
@media (prefers-color-scheme: dark) {
  :root { --page: #17181a; --card: #222427; --ink: #eceae6; --soft: #a5a29c; --line: #36393e; }
}
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.125rem; margin: 0; }
header p, .meta { color: var(--soft); margin: 0 0 1rem; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem; margin: 1rem 0; }
.code { font: 600 1.75rem ui-monospace, monospace; letter-spacing: .2em; margin: 0 0 1rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; margin: 0 0 1rem; }
a { color: inherit; }
summary { color: var(--soft); cursor: pointer; }
iframe { width: 100%; height: 34rem; margin-top: 1rem; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
`;

/** Lets the page use its one style sheet and show letters, nothing else. */
export const MAILBOX_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const LINK = /https?:\/\/[^\s<>"]+/g;

/** The six-digit codes in a letter's text. */
export const codesIn = (text: string): string[] => text.replace(LINK, '').match(/(?<!\d)\d{6}(?!\d)/g) ?? [];

/** The web addresses in a letter's text. */
export const linksIn = (text: string): string[] => text.match(LINK) ?? [];

/** Text as HTML, its addresses as links. */
function renderText(text: string): string {
  const links = linksIn(text).map((link) => `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`);
  return text
    .split(LINK)
    .map((part, i) => escapeHtml(part) + (links[i] ?? ''))
    .join('');
}

const renderFile = ({ name, text }: LetterFile): string =>
  `<details><summary>${escapeHtml(name)}</summary><pre>${escapeHtml(text)}</pre></details>`;

function renderLetter({ id, sentAt, to, subject, text, files = [] }: CapturedLetter): string {
  const moment = new Date(sentAt).toISOString();
  const codes = codesIn(text).map((code) => `<p class="code">${code}</p>`);
  return `<article>
<h2>${escapeHtml(subject)}</h2>
<p class="meta">to ${escapeHtml(to)}, <time datetime="${moment}">${moment.slice(0, 19).replace('T', ' ')} UTC</time></p>
${codes.join('\n')}
<pre>${renderText(text)}</pre>
${files.map(renderFile).join('\n')}
<details><summary>As a mail program shows it</summary><iframe loading="lazy" title="${escapeHtml(subject)}" src="/dev/mailbox/${id}"></iframe></details>
</article>`;
}

/** The page of all letters, newest first. */
export const renderMailbox = (letters: readonly CapturedLetter[]): string =>
  renderPage(
    'Mailbox',
    'Letters that this server would have sent. No mail server is configured, so they stay here, for this machine alone.',
    letters.length > 0 ? letters.map(renderLetter).join('\n') : '<p>No letters yet.</p>',
  );

/** A page for development, under `MAILBOX_POLICY`. @param body HTML */
export const renderPage = (title: string, intro: string, body: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)} · WMORY</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(intro)} <a href="/dev/mailbox">Mailbox</a> · <a href="/dev/letters">All letters there are</a></p>
</header>
${body}
</body>
</html>
`;
