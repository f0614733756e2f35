import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const read = (name: string): string => readFileSync(join(root, name), 'utf8');

test('the image is given the manifest of every workspace, without which npm installs another tree', () => {
  const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
  const manifests = workspaces.flatMap((glob) => globSync(`${glob}/package.json`, { cwd: root })).sort();
  const copied = [...read('Dockerfile').matchAll(/^COPY (\S+\/package\.json) /gm)].map(([, path]) => path);
  assert.deepEqual(copied.sort(), manifests);
});

test('what is copied from the checkout is there, and reaches the build', () => {
  const admitted = [...read('.dockerignore').matchAll(/^!(\S+)$/gm)].map(([, path = '']) => path);
  for (const [, sources = ''] of read('Dockerfile').matchAll(/^COPY (?!--from)(.*) \S+$/gm))
    for (const source of sources.split(' ')) {
      assert.ok(existsSync(join(root, source)), source);
      assert.ok(
        admitted.some((path) => source === path || source.startsWith(`${path}/`)),
        `.dockerignore keeps ${source} out`,
      );
    }
});
