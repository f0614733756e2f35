import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openGate } from './backoff.ts';
import { type Entry, newEntry } from './entry.ts';
import { type Command, type Desk, type Plan, plan as planLanes } from './plan.ts';
import { sourceOf } from './scene.ts';

const desk: Desk = {
  now: 1000,
  paused: false,
  parallel: 4,
  hashParallel: 2,
  api: openGate,
  store: openGate,
  running: { hash: 0, authorise: 0, put: 0, confirm: 0, release: 0, expire: 0 },
};

let made = 0;
function entry(change: Partial<Entry<string>> = {}): Entry<string> {
  made += 1;
  const request = { method: 'PUT' as const, url: 'https://store.example/', headers: {} };
  const grant = { kind: 'single', request } as const;
  return { ...newEntry(sourceOf(`file-${made}`)), sha256: `${made}`, grant, ...change };
}
const entries = (count: number, change: Partial<Entry<string>>) =>
  Array.from({ length: count }, () => entry(change));

const plan = (all: Entry<string>[], at: Desk): Plan<string> =>
  planLanes(
    (status) => new Map(all.filter((one) => one.status === status).map((one) => [one.source.id, one])),
    at,
  );

/** Such as `put 4` for four transfers, `confirm 7` for one call about seven files. */
const summary = (commands: Command<string>[]) => {
  const counts = new Map<string, number>();
  for (const command of commands) {
    const size = 'entries' in command ? command.entries.length : 1;
    counts.set(command.type, (counts.get(command.type) ?? 0) + size);
  }
  return [...counts].map(([type, count]) => `${type} ${count}`).sort();
};

test('each state asks for its command, as many at a time as are allowed', () => {
  const all = [
    ...entries(5, { status: 'waiting' }),
    ...entries(7, { status: 'confirming', uploadId: 'u' }),
    ...entries(3, { status: 'cancelling', uploadId: 'u' }),
    ...entries(9, { status: 'uploading', uploadId: 'u' }),
    ...entries(2, { status: 'verified' }),
  ];
  const { commands, wakesAt } = plan(all, desk);
  assert.deepEqual(summary(commands), ['confirm 7', 'hash 2', 'put 4', 'release 3']);
  assert.equal(wakesAt, null);
  const running = { ...desk.running, put: 3, hash: 2, confirm: 1, release: 1 };
  assert.deepEqual(summary(plan(all, { ...desk, running }).commands), ['put 1']);
});

test('files are announced only while few wait with a signed request, a hundred at most, one call at a time', () => {
  const hashed = entries(130, { status: 'authorising' });
  assert.deepEqual(summary(plan(hashed, desk).commands), ['authorise 100']);
  const three = entries(3, { status: 'uploading', busy: false });
  assert.deepEqual(summary(plan([...hashed, ...three], desk).commands), ['authorise 100', 'put 3']);
  const four = entries(4, { status: 'uploading', busy: false });
  assert.deepEqual(summary(plan([...hashed, ...four], desk).commands), ['put 4']);
  assert.deepEqual(plan(hashed, { ...desk, running: { ...desk.running, authorise: 1 } }).commands, []);
});

test('one call is about one group', () => {
  const other = { ...sourceOf('other'), groupId: 'other' };
  const mixed = [entry({ status: 'authorising' }), entry({ status: 'authorising', source: other })];
  const { commands } = plan(mixed, desk);
  assert.deepEqual(summary(commands), ['authorise 1']);
});

test('a closed gate holds back its own service alone and says when to wake', () => {
  const all = [
    entry({ status: 'waiting' }),
    entry({ status: 'authorising' }),
    entry({ status: 'uploading' }),
    entry({ status: 'confirming', uploadId: 'u' }),
  ];
  const closed = { faults: 1, opensAt: 1500 };
  const api = plan(all, { ...desk, api: closed });
  assert.deepEqual(summary(api.commands), ['hash 1', 'put 1']);
  assert.equal(api.wakesAt, 1500);
  const store = plan(all, { ...desk, store: closed });
  assert.deepEqual(summary(store.commands), ['authorise 1', 'confirm 1', 'hash 1']);
  assert.equal(store.wakesAt, 1500);
});

test('a resting file waits, others go on; the earliest rest wakes', () => {
  const all = [
    entry({ status: 'uploading', restsUntil: 3000 }),
    entry({ status: 'uploading', restsUntil: 2000 }),
    entry({ status: 'uploading', restsUntil: 1000 }),
  ];
  const { commands, wakesAt } = plan(all, desk);
  assert.deepEqual(summary(commands), ['put 1']);
  assert.equal(wakesAt, 2000);
});

test('each fault halves the company a file travels in, and those without faults go first', () => {
  const faulty = entries(100, { status: 'confirming', uploadId: 'u', faults: 2 });
  assert.deepEqual(summary(plan(faulty, desk).commands), ['confirm 25']);
  const alone = entries(3, { status: 'confirming', uploadId: 'u', faults: 9 });
  assert.deepEqual(summary(plan(alone, desk).commands), ['confirm 1']);
  const [first] = plan([...alone, ...entries(2, { status: 'confirming', uploadId: 'u' })], desk).commands;
  assert.ok(first && 'entries' in first);
  assert.deepEqual(
    first.entries.map(({ faults }) => faults),
    [0, 0],
  );
});

test('a twin of bytes that are under way is not announced', () => {
  const first = entry({ status: 'uploading', busy: true, sha256: 'same' });
  const twins = entries(2, { status: 'authorising', sha256: 'same' });
  assert.deepEqual(plan([first, ...twins], desk).commands, []);
  assert.deepEqual(summary(plan(twins, desk).commands), ['authorise 1']);
  assert.deepEqual(
    summary(plan([entry({ ...first, status: 'verified', busy: false }), ...twins], desk).commands),
    ['authorise 1'],
  );
});

test('a request of more than ten minutes is renewed before it is used', () => {
  const old = entry({ status: 'uploading', grantedAt: 0 });
  assert.deepEqual(summary(plan([old], { ...desk, now: 600_000 }).commands), ['put 1']);
  assert.deepEqual(summary(plan([old], { ...desk, now: 600_001 }).commands), ['expire 1']);
});

test('files are hashed ahead, but not without end', () => {
  const waiting = entries(5, { status: 'waiting' });
  const few = entries(4, { status: 'uploading', busy: true });
  const running = { ...desk.running, put: 4, authorise: 1 };
  const ahead = (count: number) => entries(count, { status: 'authorising' });
  assert.deepEqual(summary(plan([...waiting, ...few, ...ahead(199)], { ...desk, running }).commands), [
    'hash 2',
  ]);
  assert.deepEqual(summary(plan([...waiting, ...few, ...ahead(200)], { ...desk, running }).commands), []);
});

test('paused: nothing', () => {
  const all = [
    entry({ status: 'waiting' }),
    entry({ status: 'confirming', uploadId: 'u', restsUntil: 5000 }),
  ];
  assert.deepEqual(plan(all, { ...desk, paused: true }), { commands: [], wakesAt: null });
});
