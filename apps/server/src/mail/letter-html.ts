import { directionOf } from './languages.ts';
import type { Block, Language } from './letter-kinds.ts';

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** When a letter is dark; the preview decides it otherwise. */
export const WHEN_DARK = '@media (prefers-color-scheme: dark)';

// Mail programs keep styles on elements; those that also keep a style sheet get a dark page from it.
const DARK = `${WHEN_DARK} {
  .page { background: #17181a !important; }
  .card { background: #222427 !important; }
  .ink { color: #eceae6 !important; }
  .soft { color: #a5a29c !important; }
  .code { background: #303338 !important; color: #ffffff !important; }
  .button { background: #eceae6 !important; color: #17181a !important; }
}`;

/** Makes text safe in HTML, between tags and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function renderBlock(block: Block): string {
  if ('code' in block) {
    return `<p class="code" dir="ltr" style="margin:0 0 20px;padding:14px;border-radius:8px;background:#f1efeb;color:#1d1e20;text-align:center;font:600 28px ui-monospace,Menlo,Consolas,monospace;letter-spacing:6px">${escapeHtml(block.code)}</p>`;
  }
  if ('button' in block) {
    return `<p style="margin:0 0 20px"><a class="button" href="${escapeHtml(block.link)}" target="_blank" rel="noreferrer" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#1d1e20;color:#ffffff;font-size:16px;font-weight:600;text-decoration:none">${escapeHtml(block.button)}</a></p>`;
  }
  if ('heading' in block) {
    return `<h2 class="ink" style="margin:24px 0 8px;color:#1d1e20;font-size:17px;line-height:24px">${escapeHtml(block.heading)}</h2>`;
  }
  if ('note' in block) {
    return `<p class="soft" style="margin:0 0 12px;color:#6b6862;font-size:14px;line-height:20px">${escapeHtml(block.note)}</p>`;
  }
  return `<p class="ink" style="margin:0 0 16px;color:#1d1e20;font-size:16px;line-height:24px">${escapeHtml(block.text)}</p>`;
}

export interface LetterPage {
  language: Language;
  title: string;
  /** Filled in, not escaped. */
  blocks: readonly Block[];
  footer: string;
  /** Of the foot. */
  links?: readonly { label: string; link: string }[];
}

const renderLink = ({ label, link }: { label: string; link: string }): string =>
  `<br><a class="soft" href="${escapeHtml(link)}" target="_blank" rel="noreferrer" style="color:#6b6862;text-decoration:underline">${escapeHtml(label)}</a>`;

/** One column of text on a card, in what mail programs understand: tables and styles on elements. */
export function renderHtml({ language, title, blocks, footer, links = [] }: LetterPage): string {
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;background:#f7f5f1">
<table class="page" role="presentation" dir="${directionOf(language)}" width="100%" cellpadding="0" cellspacing="0" style="background:#f7f5f1;${FONT}"><tr><td align="center" style="padding:32px 16px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:480px">
<tr><td class="ink" style="padding:0 4px 16px;color:#1d1e20;font-size:15px;font-weight:700;letter-spacing:2px">WMORY</td></tr>
<tr><td class="card" style="padding:28px 28px 16px;border-radius:12px;background:#ffffff">
<h1 class="ink" style="margin:0 0 20px;color:#1d1e20;font-size:22px;line-height:28px">${escapeHtml(title)}</h1>
${blocks.map(renderBlock).join('\n')}
</td></tr>
<tr><td class="soft" style="padding:16px 4px;color:#6b6862;font-size:12px;line-height:18px">${escapeHtml(footer)}${links.map(renderLink).join('')}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
}
