import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/**
 * Writes a generated file, or with `--check` among the arguments only compares: a file that is not what would be
 * written is named, and the exit code becomes 1. `content` gets the file as it is, empty where there is none.
 */
export function keepFile(path: string, content: (current: string) => string): void {
  const file = join(root, path);
  const current = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const wanted = content(current);
  if (wanted !== current) renew(path, wanted);
}

/** The same for a file that was found to be out of date. */
export function renew(path: string, wanted: string | Buffer): void {
  if (process.argv.includes('--check')) {
    console.error(`${path} is not up to date: run \`npm run generate\` and commit what it wrote.`);
    process.exitCode = 1;
  } else {
    writeFileSync(join(root, path), wanted);
    console.log(`Wrote ${path}`);
  }
}
