import assert from 'node:assert/strict';
import { it } from 'node:test';
import { chooseTiers, poolTiers } from './tiers.ts';

it('runs what can share the cores as one, the slowest first, and loses no file by it', () => {
  const tiers = chooseTiers([]);
  const pooled = poolTiers(tiers);
  assert.deepEqual(
    pooled.map(({ name }) => name),
    ['packages, server, processor, cli, infra, tools', 'app', 'e2e'],
  );
  assert.deepEqual(
    pooled.flatMap(({ paths }) => paths).toSorted(),
    tiers.flatMap(({ paths }) => paths).toSorted(),
  );
  assert.deepEqual(
    pooled.map(({ paths }) => paths[0]),
    [
      'apps/server/src/modules/crash/crash.test.ts',
      'apps/app/src/components/avatar.test.tsx',
      'e2e/crash.e2e.ts',
    ],
  );
});

it('takes a pool for whole only if all of it is', () => {
  const [all] = poolTiers(chooseTiers(['packages', 'cli']));
  const [some] = poolTiers(chooseTiers(['packages', 'apps/cli/src/upload']));
  assert.deepEqual([all?.whole, some?.whole], [true, false]);
});
