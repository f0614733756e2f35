import { appendFileSync, existsSync, globSync, readFileSync } from 'node:fs';
import { API_PREFIX, type OperationId, operations } from '@wmory/contract';
import type { Browser } from 'playwright-core';

/** Names the file in which tests in a browser leave the operations that the app carried out there, one a line. */
export const CALLS_FILE = 'WMORY_TEST_CALLS';

const patterns = Object.entries(operations).map(([id, { method, path }]) => ({
  id,
  method,
  path: new RegExp(`^${API_PREFIX}${path.replaceAll('.', '[.]').replace(/:\w+/g, '[^/]+')}$`),
}));

/** Writes down what pages of this browser ask of a server and are given, if somebody wants to know. */
export function noteCalls(browser: Browser): Browser {
  const file = process.env[CALLS_FILE];
  if (!file) return browser;
  const noted = new Set<string>();
  browser.on('context', (context) =>
    context.on('response', (response) => {
      if (response.status() >= 400) return;
      const method = response.request().method();
      const { pathname } = new URL(response.url());
      for (const each of patterns) {
        if (each.method !== method || !each.path.test(pathname) || noted.has(each.id)) continue;
        noted.add(each.id);
        appendFileSync(file, `${each.id}\n`);
      }
    }),
  );
  return browser;
}

/** The operations that the app's code calls, by their names in it. */
function listAppCalls(): OperationId[] {
  const sources = globSync(['apps/app/src/**/*.{ts,tsx}', 'packages/uploader/src/**/*.ts'])
    .filter((path) => !/[.](test|fixture)[.]/.test(path))
    .map((path) => readFileSync(path, 'utf8'));
  const called = new Set(
    sources.flatMap((source) => [...source.matchAll(/[.'](\w+)/g)].map(([, name]) => name)),
  );
  return (Object.keys(operations) as OperationId[]).filter((id) => called.has(id));
}

/** A line for each operation that the app calls and no test in a browser made it carry out. */
export function findUntriedCalls(file: string): string[] {
  const tried = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []);
  return listAppCalls()
    .filter((id) => !tried.has(id))
    .map((id) => `no test in a browser makes the app carry out ${id}`);
}
