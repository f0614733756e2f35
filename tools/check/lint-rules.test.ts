import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const readsEnv = 'export const port = process.env.PORT;\n';

/** Which lint rules an imagined file breaks. */
const cases: [path: string, text: string, ...rules: string[]][] = [
  ['apps/server/src/config.ts', readsEnv, 'noProcessEnv'],
  ['apps/server/src/modules/media/service.ts', readsEnv, 'noProcessEnv'],
  [
    'apps/server/src/env.ts',
    "export { env } from 'node:process';\nexport const { A } = process.env;\n",
    'noProcessEnv',
  ],
  [
    'packages/contract/src/client.ts',
    "export const port = globalThis.process.env['PORT'];\n",
    'noProcessEnv',
  ],
  ['apps/app/src/lib/api.ts', readsEnv, 'noProcessEnv'],
  ['apps/server/src/main.ts', readsEnv],
  ['apps/cli/src/main.ts', readsEnv],
  ['tools/dev-stack.ts', readsEnv],
  ['apps/server/src/any.ts', 'export const f = (a: any) => a;\n', 'noExplicitAny'],
  ['apps/server/src/default.ts', 'export default 1;\n', 'noDefaultExport'],
  ['apps/app/src/app/index.tsx', 'export default 1;\n'],
  [
    'apps/server/src/skip.test.ts',
    "import { test } from 'node:test';\ntest.skip('a', () => {});\n",
    'noSkippedTests',
  ],
];

test('every lint rule fires where it is broken, and nowhere else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-lint-'));
  try {
    for (const file of ['biome.json', '.gitignore']) copyFileSync(join(root, file), join(folder, file));
    for (const [path, text] of cases) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const biome = join(root, 'node_modules/.bin/biome');
    const { stdout, stderr } = spawnSync(biome, ['lint', '--colors=off'], { cwd: folder, encoding: 'utf8' });
    const found = [...`${stdout}${stderr}`.matchAll(/^(\S+):\d+:\d+ lint\/\w+\/(\w+) /gm)];
    assert.deepEqual(
      found.map(([, path, rule]) => `${path}: ${rule}`).sort(),
      cases.flatMap(([path, , ...rules]) => rules.map((rule) => `${path}: ${rule}`)).sort(),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
