import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { stageNames, synthesise, trim } from './templates.fixture.ts';

for (const stage of stageNames)
  test(`the templates of ${stage} are those that were looked at`, () => {
    const file = new URL(`./snapshots/${stage}.yaml`, import.meta.url);
    const made = stringify(trim(synthesise(stage)), { aliasDuplicateObjects: false, lineWidth: 0 });
    if (process.env['WRITE_TEMPLATES']) writeFileSync(file, made);
    assert.equal(
      made,
      readFileSync(file, 'utf8'),
      'If the change is meant, write them down anew: WRITE_TEMPLATES=1 npm test -- infra/snapshots',
    );
  });
