import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { digestSources } from './web-app.mjs';

let root;
const write = (path, content) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wmory-sources-'));
  for (const path of ['package-lock.json', 'tsconfig.base.json', 'packages/contract/src/index.ts'])
    write(path, '1');
  for (const path of ['packages/uploader/src/index.ts', 'apps/app/src/app/index.tsx']) write(path, '1');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Whether the change calls for another build. */
function rebuilds(change) {
  const before = digestSources(root);
  change();
  return digestSources(root) !== before;
}

test('the web app is built again when what it is made of changes', () => {
  assert.ok(rebuilds(() => write('apps/app/src/app/index.tsx', '2')));
  assert.ok(rebuilds(() => write('apps/app/src/new.ts', '')));
  assert.ok(rebuilds(() => write('apps/app/public/sw.js', '')));
  assert.ok(rebuilds(() => write('packages/contract/src/index.ts', '2')));
  assert.ok(rebuilds(() => write('packages/uploader/src/index.ts', '2')));
  assert.ok(rebuilds(() => write('package-lock.json', '2')));
  assert.ok(rebuilds(() => renameSync(join(root, 'apps/app/src/new.ts'), join(root, 'apps/app/src/old.ts'))));
});

test('it is not built again for anything else', () => {
  assert.ok(!rebuilds(() => write('apps/app/src/app/index.tsx', '1')));
  assert.ok(!rebuilds(() => write('apps/app/src/app/index.test.tsx', '2')));
  assert.ok(!rebuilds(() => write('apps/app/dist/index.html', '2')));
  assert.ok(!rebuilds(() => write('apps/app/.expo/types', '2')));
  assert.ok(!rebuilds(() => write('apps/server/src/main.ts', '2')));
});
