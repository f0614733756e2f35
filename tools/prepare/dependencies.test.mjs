import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holds } from './dependencies.mjs';

const a = { version: '1.0.0', integrity: 'sha512-a' };
const wanted = {
  '': { version: '0.1.0' },
  'node_modules/a': a,
  'node_modules/a-darwin': { version: '1.0.0', optional: true },
  'node_modules/@wmory/app': { link: true },
};
const present = { 'node_modules/a': a, 'node_modules/@wmory/app': { link: true } };

test('an installation without the packages of other platforms is whole', () => {
  assert.equal(holds(present, wanted), true);
});

const faults = {
  'nothing is installed': undefined,
  'a package is missing': { ...present, 'node_modules/a': undefined },
  'a package has another version': { ...present, 'node_modules/a': { ...a, version: '1.0.1' } },
  'a package has other contents': { ...present, 'node_modules/a': { ...a, integrity: 'sha512-b' } },
  'an optional package has another version': { ...present, 'node_modules/a-darwin': { version: '0.9.0' } },
  'a workspace is not linked': { 'node_modules/a': a },
};

for (const [what, found] of Object.entries(faults)) {
  test(`it installs where ${what}`, () => assert.equal(holds(found, wanted), false));
}
