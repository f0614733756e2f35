import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createRecent } from './recent.ts';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const step = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, weight: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ kind: fc.constant('get' as const), key }),
  fc.record({ kind: fc.constant('clear' as const) }),
);

test('it answers what was set last or nothing, and what it holds stays below its bound', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const recent = createRecent<number>(20);
      const last = new Map<string, { value: number; weight: number }>();
      for (const [value, each] of steps.entries()) {
        if (each.kind === 'clear') {
          recent.clear();
          last.clear();
        } else if (each.kind === 'set') {
          recent.set(each.key, value, each.weight);
          last.set(each.key, { value, weight: each.weight });
          // Half of the bound, for one that is as large as that.
          assert.equal(recent.get(each.key), each.weight <= 10 ? value : undefined);
        } else {
          const found = recent.get(each.key);
          if (found !== undefined) assert.equal(found, last.get(each.key)?.value);
        }
      }
      const held = [...last].filter(([name]) => recent.get(name) !== undefined);
      // Looking moves from one half to the other, and may push out, but never adds.
      const weight = held.reduce((sum, [, each]) => sum + each.weight, 0);
      assert.ok(weight <= 20, `${weight}`);
    }),
  );
});

test('what is used goes on to be kept, while what is not makes room', () => {
  const recent = createRecent<number>(4);
  recent.set('used', 0);
  for (let each = 1; each <= 100; each++) {
    recent.set(`other ${each}`, each);
    assert.equal(recent.get('used'), 0);
  }
  assert.equal(recent.get('other 1'), undefined);
});

test('it holds no more than its bound', () => {
  const recent = createRecent<number>(20);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const [value, name] of names.entries()) recent.set(name, value, 5);
  assert.deepEqual(
    names.map((name) => recent.get(name)),
    [undefined, undefined, 2, 3, 4],
  );
});

test('a bound of 0 keeps nothing', () => {
  const recent = createRecent<number>(0);
  recent.set('a', 1);
  assert.equal(recent.get('a'), undefined);
});
