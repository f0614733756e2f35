import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newEntry, type Status } from './entry.ts';
import { sourceOf } from './scene.ts';
import { type FileStatus, statusOf, summarise } from './snapshot.ts';
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
      const there = new Map<string, FileStatus>();
      for (const { id, status, sent } of steps) {
        const file = status === 'dropped' ? null : statusOf({ ...newEntry(sourceOf(id)), status, sent });
        if (file) there.set(id, file);
        else there.delete(id);
        view.show(id, file);
        if (sent > 5) assert.deepEqual(view.files(), [...there.values()]);
      }
      assert.deepEqual(view.files(), [...there.values()]);
      assert.deepEqual(view.totals(), summarise(view.files()));
    }),
  );
});

test('a file that has not changed is the same object', () => {
  const view = createView();
  const [a, b] = [newEntry(sourceOf('a')), newEntry(sourceOf('b'))];
  view.show('a', statusOf(a));
  view.show('b', statusOf(b));
  const [first] = view.files();
  view.show('b', statusOf({ ...b, status: 'hashing' }));
  assert.equal(view.files()[0], first);
  view.show('a', null);
  assert.deepEqual(
    view.files().map(({ id, status }) => `${id} ${status}`),
    ['b hashing'],
  );
});

test('what was shown is not changed in place', () => {
  const view = createView();
  const b = newEntry(sourceOf('b'));
  view.show('a', statusOf(newEntry(sourceOf('a'))));
  view.show('b', statusOf(b));
  view.show('a', null);
  const before = view.files();
  view.show('b', statusOf({ ...b, status: 'hashing' }));
  assert.equal(before[0]?.status, 'waiting');
});
