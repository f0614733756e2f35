import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { reaches } from './reaches.ts';

it('follows every form of import, round cycles, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-reaches-'));
  try {
    const files = {
      'a.ts': "import { b } from './b.ts';",
      'b.ts': "import type { A } from './a.ts';\nexport * from './c.ts';",
      'c.ts': "import './d.ts';",
      'd.ts': "const late = () => import('./e.ts');",
      'e.ts': '',
      'f.ts': "import { read } from 'node:fs';",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const asked = (from: string) => reaches(join(folder, from), join(folder, 'e.ts'));
    assert.deepEqual(Object.keys(files).map(asked), [true, true, true, true, true, false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('finds the tests that run in both columns', () => {
  const column = 'tools/column.ts';
  assert.ok(reaches('apps/server/src/http/http.test.ts', column));
  assert.ok(reaches('apps/server/src/modules/quota/quota.test.ts', column));
  assert.ok(!reaches('apps/server/src/config.test.ts', column));
});
