import { replaceBetweenMarkers } from '../generate/config-docs.ts';

/** One measured part, as its line of the page has it. */
interface Row {
  figures: string;
  kept: string;
  taken: string;
}

const HEAD = '| Part | Figures | Kept | Taken |\n| --- | --- | --- | --- |';

/** The rows that a page has, by part. */
export const readRows = (page: string): Record<string, Row> =>
  Object.fromEntries(
    [...page.matchAll(/^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$/gm)].map(
      ([, part = '', figures = '', kept = '', taken = '']) => [part, { figures, kept, taken }],
    ),
  );

export const writeRows = (page: string, rows: Record<string, Row>): string =>
  replaceBetweenMarkers(
    page,
    'figures',
    [
      HEAD,
      ...Object.entries(rows)
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([part, { figures, kept, taken }]) => `| \`${part}\` | ${figures} | ${kept} | ${taken} |`),
    ].join('\n'),
  );
