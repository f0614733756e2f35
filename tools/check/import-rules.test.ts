import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { findForbiddenImports } from './import-rules.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'wmory-rules-')));
after(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** A small checkout in which every import is allowed. */
function writeTree(): void {
  for (const name of ['kysely', 'fastify', 'zod', 'sharp', 'react', '@aws-sdk/client-s3']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  for (const name of ['packages/contract', 'packages/uploader', 'packages/imaging', 'apps/server']) {
    const exports = { '.': './src/index.ts' };
    write(`${name}/package.json`, JSON.stringify({ name, version: '1.0.0', exports }));
    mkdirSync(join(root, 'node_modules/@wmory'), { recursive: true });
    symlinkSync(join(root, name), join(root, 'node_modules/@wmory', name.split('/')[1] ?? ''));
  }
  for (const folder of ['tools', 'bench', 'e2e']) mkdirSync(join(root, folder));
  write(
    'packages/contract/src/index.ts',
    "import 'zod'; export type Role = 'owner'; export const roles = 1;",
  );
  write('packages/uploader/src/index.ts', "import type {} from '@wmory/contract';");
  write('packages/uploader/src/fake-service.ts', "import 'node:crypto';");
  write('packages/uploader/src/a.test.ts', "import 'node:test'; import './fake-service.ts';");
  write('packages/imaging/src/index.ts', "import 'sharp';");
  write('apps/server/src/index.ts', "import './modules/groups/index.ts'; import './db/index.ts';");
  write('apps/server/src/db/index.ts', "import 'kysely';");
  write('apps/server/src/storage/s3.ts', "import '@aws-sdk/client-s3';");
  write('apps/server/src/http/handler.ts', "import 'fastify';");
  write('apps/server/src/modules/audit/index.ts', "export * from './service.ts';");
  write('apps/server/src/modules/audit/service.ts', 'export type Audit = 1;');
  write('apps/server/src/modules/media/index.ts', "import '../groups/index.ts';");
  write('apps/server/src/modules/groups/index.ts', "import './service.ts'; import './routes.ts';");
  write('apps/server/src/modules/groups/routes.ts', "import '../../http/handler.ts';");
  write('apps/server/src/modules/groups/service.ts', "import './policy.ts'; import '../audit/index.ts';");
  write('apps/server/src/modules/groups/store-invites.ts', "import type {} from 'kysely';");
  write(
    'apps/server/src/modules/groups/policy.ts',
    "import { roles } from '@wmory/contract'; import './proof.ts';",
  );
  write('apps/server/src/modules/groups/proof.ts', 'export {};');
  write('apps/app/src/features/a/screen.tsx', "import '@/components/text'; import '@wmory/uploader';");
  write('apps/app/src/components/text.web.tsx', "import 'react'; export const Text = () => <b />;");
  write('e2e/a.e2e.ts', "import '@wmory/contract'; await using a = await import('./b.ts');");
  write('e2e/b.ts', 'export {};');
}

/** Which rules an imagined file breaks. */
const cases: [path: string, content: string, ...rules: string[]][] = [
  ['packages/contract/src/cycle-a.ts', "import type { B } from './cycle-b.ts';", 'no-cycle'],
  ['packages/contract/src/cycle-b.ts', "import { type A } from './cycle-a.ts'; export type B = A;"],
  ['apps/app/src/lib/cycle-a.ts', "import './cycle-b';", 'no-cycle-in-app'],
  ['apps/app/src/lib/cycle-b.ts', "import type {} from './cycle-a';"],
  ['apps/app/src/lib/later-a.ts', "import './later-b';"],
  ['apps/app/src/lib/later-b.ts', "export const later = () => import('./later-a');"],
  ['packages/contract/src/inline.ts', "export type R = import('./index.ts').Role;", 'no-inline-import-type'],
  ['packages/contract/src/dangling.ts', "import './nowhere.ts';", 'contract-imports-zod-alone', 'resolvable'],
  ['packages/contract/src/node.ts', "import 'node:fs';", 'contract-imports-zod-alone'],
  ['packages/contract/src/react.ts', "import type {} from 'react';", 'contract-imports-zod-alone'],
  ['packages/uploader/src/node.ts', "import 'node:crypto';", 'uploader-is-portable'],
  ['packages/uploader/src/react.ts', "import 'react';", 'uploader-is-portable'],
  ['packages/uploader/src/faked.ts', "import './fake-service.ts';", 'fixtures-in-tests'],
  ['packages/imaging/src/up.ts', "import '../../../apps/server/src/index.ts';", 'packages-know-no-apps'],
  ['apps/server/src/inner.ts', "import type {} from './modules/groups/service.ts';", 'module-through-index'],
  ['apps/server/src/codec.ts', "import 'sharp';", 'codecs-in-imaging'],
  ['apps/server/src/storage/disk.ts', "import '@aws-sdk/client-s3';", 'aws-in-adapters'],
  ['apps/server/src/storage/s3-bucket.ts', "import '@aws-sdk/client-s3';"],
  ['tools/services/s3-server.ts', "import '@aws-sdk/client-s3';", 'aws-in-adapters'],
  ['apps/server/src/query.ts', "import { sql } from 'kysely';", 'queries-in-stores'],
  [
    'apps/server/src/modules/media/a.ts',
    "import '../groups/store-invites.ts';",
    'module-through-index-of-sibling',
  ],
  ['apps/server/src/modules/groups/a.ts', "import type {} from '../media/index.ts';", 'module-order-groups'],
  ['apps/server/src/modules/audit/a.ts', "import '../quota/index.ts';", 'module-order-audit'],
  ['apps/server/src/modules/quota/index.ts', ''],
  ['apps/server/src/modules/albums/index.ts', "import '../audit/index.ts';", 'module-has-a-place'],
  [
    'apps/server/src/modules/media/policy.ts',
    "import 'node:fs'; import './store.ts';",
    'policy-is-pure',
    'policy-is-pure',
  ],
  ['apps/server/src/modules/media/store.ts', "import type {} from 'kysely';"],
  ['apps/server/src/modules/media/service.ts', "import type {} from 'fastify';", 'service-is-plain'],
  [
    'apps/server/src/modules/media/present.ts',
    "import type {} from '../../http/handler.ts';",
    'service-is-plain',
  ],
  ['apps/server/src/modules/media/confirm.ts', "import type {} from 'kysely';", 'queries-in-stores'],
  ['apps/processor/src/peek.ts', "import '../../server/src/clock.ts';", 'apps-apart'],
  ['apps/server/src/clock.ts', ''],
  ['apps/app/src/lib/api.ts', "import type {} from '@wmory/server';", 'clients-through-contract'],
  ['apps/cli/src/main.ts', "import '@wmory/imaging';", 'clients-through-contract'],
  ['e2e/stack.e2e.ts', "import '../tools/dev-stack.ts';", 'clients-through-contract'],
  ['tools/dev-stack.ts', "import '../apps/server/src/index.ts';"],
  ['apps/app/src/app/index.tsx', ''],
  ['apps/app/src/features/a/link.ts', "import '../../app/index';", 'app-routes-are-leaves'],
  ['apps/app/src/lib/up.ts', "import '@/features/a/screen';", 'app-components-know-no-feature'],
];

const CYCLES = ['packages/contract/src: no-cycle', 'apps/app/src/lib: no-cycle-in-app'];

test('a tree that keeps the rules breaks none, and every rule fires where it is broken', async () => {
  writeTree();
  assert.deepEqual((await findForbiddenImports(root)).violations, []);

  for (const [path, content] of cases) write(path, content);
  const { violations } = await findForbiddenImports(root);
  const isCycle = (text: string) => text.includes('no-cycle');
  const found = violations.filter(({ rule }) => !isCycle(rule)).map(({ rule, from }) => `${from}: ${rule}`);
  const expected = cases.flatMap(([path, , ...rules]) => rules.map((rule) => `${path}: ${rule}`));
  assert.deepEqual(found.sort(), expected.filter((line) => !isCycle(line)).sort());
  // A cycle is reported at one or more of its files, so only which there are is compared.
  const cycles = violations
    .filter(({ rule }) => isCycle(rule))
    .map(({ rule, from }) => `${dirname(from)}: ${rule}`);
  assert.deepEqual(new Set(cycles), new Set(CYCLES));
});
