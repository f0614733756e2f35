import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Entry, newEntry, type Status } from './entry.ts';
import { sourceOf } from './scene.ts';
import { statusOf, summarise } from './snapshot.ts';
import { createView } from './view.ts';

const Step = fc.record({
  id: fc.integer({ min: 0, max: 8 }).map(String),
  status: fc.constantFrom<(Status | 'dropped')[]>(
    'waiting',
    'uploading',
    'cancelling',
    'verified',
    'duplicate',
    'refused',
    'failed',
    'cancelled',
    'dropped',
  ),
  sent: fc.nat(10),
});

test('kept up to date change by change, the view is that of the files there are', () => {
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 60 }), (steps) => {
      const view = createView();
      const there = new Map<string, Entry<string>>();
      for (const { id, status, sent } of steps) {
        const before = there.get(id) ?? null;
        const after = status === 'dropped' ? null : { ...newEntry(sourceOf(id)), status, sent };
        if (!before && !after) continue;
        if (after) there.set(id, after);
        else there.delete(id);
        view.change(before, after);
        if (sent > 5) assert.deepEqual(view.files(), [...there.values()].map(statusOf));
      }
      assert.deepEqual(view.files(), [...there.values()].map(statusOf));
      assert.deepEqual(view.totals(), summarise(view.files()));
    }),
  );
});

test('a file that has not changed is the same object', () => {
  const view = createView();
  const [a, b] = [newEntry(sourceOf('a')), newEntry(sourceOf('b'))];
  view.change(null, a);
  view.change(null, b);
  const [first] = view.files();
  view.change(b, { ...b, status: 'hashing' });
  assert.equal(view.files()[0], first);
  view.change(a, null);
  assert.deepEqual(
    view.files().map(({ id, status }) => `${id} ${status}`),
    ['b hashing'],
  );
});
