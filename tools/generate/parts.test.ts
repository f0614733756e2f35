import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeAsSbom, describeLicences, goesWithAgpl, listParts } from './parts.ts';

const lock = {
  packages: {
    '': { name: 'product', version: '1.0.0' },
    'apps/server': { name: 'server', version: '1.0.0' },
    'node_modules/server': { link: true },
    'node_modules/b': { version: '2.0.0', license: 'MIT', integrity: 'sha512-AAEC', dev: true },
    'node_modules/@a/a': { version: '1.0.0', license: '(MIT OR GPL-2.0)', integrity: 'sha512-/w==' },
    'node_modules/@a/a/node_modules/b': { version: '2.0.0', license: 'MIT', integrity: 'sha512-AAEC' },
    'node_modules/c': { version: '3.0.0', optional: true },
  },
};

test('each version is a part once, as much needed as by who needs it most, in order', () => {
  assert.deepEqual(
    listParts(lock).map(({ name, version, scope, licence }) => [name, version, scope, licence]),
    [
      ['@a/a', '1.0.0', 'required', '(MIT OR GPL-2.0)'],
      ['b', '2.0.0', 'required', 'MIT'],
      ['c', '3.0.0', 'optional', null],
    ],
  );
});

test('a licence goes with the AGPL if one of its choices does in all its parts', () => {
  for (const licence of [
    'MIT',
    '(MIT OR GPL-2.0)',
    'Apache-2.0 AND LGPL-3.0-or-later',
    'GPL-2.0-or-later',
    'MIT OR Apache-2.0',
  ])
    assert.ok(goesWithAgpl(licence), licence);
  for (const licence of [
    null,
    '',
    'GPL-2.0',
    'SSPL-1.0',
    'MIT AND SSPL-1.0',
    'UNLICENSED',
    'SEE LICENSE IN X',
  ])
    assert.ok(!goesWithAgpl(licence), String(licence));
});

test('the list says the same for the same parts, and nothing of when or where it was made', () => {
  const product = { name: 'product', version: '1.0.0', licence: 'AGPL-3.0-only' };
  const sbom = describeAsSbom(listParts(lock), product);
  const reversed = { packages: Object.fromEntries(Object.entries(lock.packages).reverse()) };
  assert.deepEqual(describeAsSbom(listParts(reversed), product), sbom);
  assert.deepEqual(sbom.components[0], {
    type: 'library',
    'bom-ref': 'pkg:npm/%40a/a@1.0.0',
    name: '@a/a',
    version: '1.0.0',
    scope: 'required',
    purl: 'pkg:npm/%40a/a@1.0.0',
    licenses: [{ expression: 'MIT OR GPL-2.0' }],
    hashes: [{ alg: 'SHA-512', content: 'ff' }],
  });
  assert.doesNotMatch(JSON.stringify(sbom), /timestamp|serialNumber|https:\/\/[^"]*registry/);
  assert.match(describeLicences(listParts(lock)), /^\| none \| 1 \| 0 \|$/m);
});
