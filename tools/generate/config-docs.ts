import type { ConfigField } from '../../apps/server/src/config.ts';

/** A Markdown table of settings, a heading row for each section. */
export function describeInTable(fields: readonly ConfigField[]): string {
  const rows = groupBySection(fields).flatMap(([section, members]) => [
    `| **${section}** | | |`,
    ...members.map(
      ({ name, description, default: value }) =>
        `| \`${name}\` | ${value === '' ? '' : `\`${value}\``} | ${description.replaceAll('|', '\\|')} |`,
    ),
  ]);
  return ['| Variable | Default | Meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A file of settings for `node --env-file`, every one of them commented out. */
export function describeInEnvFile(fields: readonly ConfigField[]): string {
  const sections = groupBySection(fields).map(([section, members]) => {
    const lines = members.map(
      ({ name, description, default: value, secret }) =>
        `# ${description}${secret ? ' Keep it secret.' : ''}\n#${name}=${quoteIfNeeded(value)}\n`,
    );
    return `# --- ${section} ---\n\n${lines.join('\n')}`;
  });
  const header = '# Settings of WMORY: copy this file to .env, take away the # of those to change.\n';
  return `${header}\n${sections.join('\n')}`;
}

/** The text with what stands between `<!-- name -->` and `<!-- /name -->` replaced; throws where those are missing. */
export function replaceBetweenMarkers(text: string, name: string, replacement: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const start = text.indexOf(open);
  const end = text.indexOf(close, start);
  if (start < 0 || end < 0) throw new Error(`There is no ${open} … ${close} to write between.`);
  return `${text.slice(0, start + open.length)}\n${replacement}\n${text.slice(end)}`;
}

function groupBySection(fields: readonly ConfigField[]): [string, ConfigField[]][] {
  return Object.entries(Object.groupBy(fields, ({ section }) => section)).map(([section, members]) => [
    section,
    members ?? [],
  ]);
}

function quoteIfNeeded(value: string): string {
  return /[\s#<>"]/.test(value) ? `'${value}'` : value;
}
