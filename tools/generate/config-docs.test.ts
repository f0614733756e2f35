import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { configFields } from '../../apps/server/src/config.ts';
import { describeInEnvFile, describeInTable, replaceBetweenMarkers } from './config-docs.ts';

test('every setting has a row, with its default', () => {
  const table = describeInTable(configFields);
  for (const { name, default: value } of configFields) {
    assert.ok(table.includes(`\n| \`${name}\` | ${value === '' ? '' : `\`${value}\``} |`), name);
  }
});

test('.env.example changes nothing as it is, and read without its # gives every default', () => {
  const file = describeInEnvFile(configFields);
  assert.deepEqual(parseEnv(file), {});
  const defaults = Object.fromEntries(configFields.map(({ name, default: value }) => [name, value]));
  assert.deepEqual({ ...parseEnv(file.replaceAll(/^#(?=[A-Z0-9_]+=)/gm, '')) }, defaults);
});

test('only what stands between the markers is replaced', () => {
  const text = 'a\n<!-- x -->\nold\n<!-- /x -->\nb\n';
  assert.equal(replaceBetweenMarkers(text, 'x', 'new'), 'a\n<!-- x -->\nnew\n<!-- /x -->\nb\n');
  assert.throws(() => replaceBetweenMarkers(text, 'y', 'new'), /<!-- y -->/);
});
