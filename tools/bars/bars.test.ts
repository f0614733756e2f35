import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { findMissing, isNamed, readNamed } from './named-tests.ts';
import { bars } from './rows.ts';

it('there is each of the 42 rows, with a test or more', () => {
  assert.deepEqual(
    bars.map(({ number }) => number),
    Array.from({ length: 42 }, (_, index) => index + 1),
  );
  for (const { number, tests } of bars) {
    const names = Object.values(tests).flatMap((each) => (each === 'command' ? ['command'] : each));
    assert.ok(names.length > 0 && !Object.values(tests).some((each) => each.length === 0), String(number));
  }
});

it('a name holds for what stands in its template', () => {
  assert.ok(isNamed('of ${stage} (all)', 'of production (all)'));
  assert.ok(!isNamed('of ${stage} (all)', 'of production (all) and more'));
  assert.ok(!isNamed('a.b', 'axb'));
});

it('a test is missed when its name or its file is gone, and found where it is imported from', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wmory-bars-'));
  try {
    const file = join(folder, 'a.test.ts');
    writeFileSync(join(folder, 'suite.ts'), "it('is in the suite', () => {});");
    writeFileSync(
      file,
      "import './suite.ts';\nit('is there', () => {});\nit(`of ${'x'}`, () => {});\nit('isn\\'t it', () => {});",
    );
    const test = (name: string, at = file) => ({ file: at, name });
    const there = ['is there', 'is in the suite', "of ${'x'}", "isn't it"].map((name) => test(name));
    const gone = [test('is'), test('is there', `${file}x`), test('is there ')];
    assert.deepEqual(findMissing([...there, ...gone]), gone);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('each threat that is held names a test', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/threat-model.md'), 'utf8');
  const rows = page.split('\n').filter((line) => /^\| [STRIDE]( [STRIDE])* \|/.test(line));
  assert.ok(rows.length > 35);
  for (const row of rows) assert.ok(readNamed(row).length > 0, row);
});
