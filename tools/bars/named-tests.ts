import { existsSync } from 'node:fs';
import { sourcesOf } from '../test/reaches.ts';

/** A test by its name as its source has it; what stands in `${}` there may be anything when it runs. */
export interface NamedTest {
  file: string;
  name: string;
}

const quoted = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whether a test that ran is one of that name. */
export function isNamed(name: string, ran: string): boolean {
  const pattern = name
    .split(/\$\{[^}]*\}/)
    .map(quoted)
    .join('.*');
  return new RegExp(`^${pattern}$`, 's').test(ran);
}

/** Those tests that are not there: neither the file itself nor what it imports has a text of that name. */
export function findMissing(tests: readonly NamedTest[]): NamedTest[] {
  return tests.filter(({ file, name }) => {
    if (!existsSync(file)) return true;
    const quotes = [`'${name.replaceAll("'", "\\'")}'`, `"${name}"`, `\`${name}\``];
    return !sourcesOf(file).some((source) => quotes.some((each) => source.includes(each)));
  });
}

/** The tests that a page names, each as “name” (`file`). */
export const readNamed = (page: string): NamedTest[] =>
  [...page.matchAll(/“([^”]+)” \(`([^`]+)`\)/g)].map(([, name = '', file = '']) => ({ file, name }));
