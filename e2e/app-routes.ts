import { globSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../apps/app/src/app');

/** Every address that the app answers, as its files name it: `/groups/[groupId]/trash`, and `/+not-found`. */
export const appRoutes: readonly string[] = globSync('**/*.tsx', { cwd: folder })
  .map((file) => `/${file.slice(0, -'.tsx'.length)}`)
  .filter((path) => !path.endsWith('/_layout'))
  .map((path) => path.replaceAll(/\/\([^)]*\)/g, '').replace(/\/index$/, '') || '/')
  .sort();
