import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Status } from './entry.ts';
import { type Fault, faults } from './fake-service.ts';
import { createScene, groupId, pairOf, sourceOf } from './scene.ts';

const otherGroupId = '0198c0de-0000-7000-8000-000000000002';

const File = fc.record({
  // With parts of five from ten on: some are one PUT, some two parts, some six.
  content: fc.constantFrom(
    'one',
    'two',
    'three',
    'four',
    'one two three',
    'seventeen',
    'thirty letters and some more',
  ),
  group: fc.constantFrom(groupId, otherGroupId),
  mimeType: fc.constantFrom('image/jpeg', 'image/jpeg', 'image/jpeg', 'image/jpeg', 'text/plain'),
  // What makes a live photo of it.
  film: fc.option(fc.constantFrom('film', 'another film', 'a film of thirty letters'), {
    nil: null,
    freq: 3,
  }),
});
const Act = fc.record({
  after: fc.nat(60),
  act: fc.constantFrom('cancel', 'pause', 'resume', 'retry', 'none'),
  file: fc.nat(20),
});
const Scenario = fc.record({
  files: fc.array(File, { minLength: 1, maxLength: 20 }),
  script: fc.array(fc.constantFrom<Fault>(...faults), { maxLength: 60 }),
  latencies: fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 20 }),
  parallel: fc.integer({ min: 1, max: 5 }),
  acts: fc.array(Act, { maxLength: 12 }),
});
type Scenario = typeof Scenario extends fc.Arbitrary<infer T> ? T : never;

const steps: Record<Status, readonly Status[]> = {
  waiting: ['hashing', 'cancelled', 'failed'],
  hashing: ['authorising', 'waiting', 'failed', 'cancelling'],
  authorising: ['uploading', 'duplicate', 'refused', 'failed', 'cancelled', 'cancelling'],
  uploading: ['confirming', 'authorising', 'waiting', 'failed', 'cancelling'],
  confirming: ['verified', 'duplicate', 'refused', 'failed', 'authorising', 'waiting', 'cancelling'],
  cancelling: ['cancelled', 'verified', 'duplicate', 'refused'],
  verified: [],
  duplicate: [],
  refused: [],
  failed: [],
  cancelled: [],
};

/** Whether a status can follow another, directly or with others in between that no snapshot showed. */
function leadsTo(from: Status, to: Status, seen = new Set<Status>()): boolean {
  if (from === to) return true;
  seen.add(from);
  return steps[from].some((next) => !seen.has(next) && leadsTo(next, to, seen));
}

async function play(scenario: Scenario, { permanent = false, controls = false } = {}) {
  const { files, script, latencies, parallel, acts } = scenario;
  let call = 0;
  let moment = 0;
  const { uploader, service, timer } = createScene(
    {
      nextFault: () => (permanent ? script[call++ % script.length] : script[call++]) ?? 'none',
      latency: () => latencies[moment++ % latencies.length] ?? 0,
      inParts: [10, 5],
    },
    { parallel, maxTries: permanent ? 3 : 1000, backoff: { random: () => 0.5, cap: 5000 } },
  );
  const last = new Map<string, Status>();
  let retried = false;
  uploader.subscribe(() => {
    for (const { id, status } of uploader.getSnapshot().files) {
      const before = last.get(id);
      if (before && !retried) assert.ok(leadsTo(before, status), `${before} -> ${status}`);
      last.set(id, status);
    }
    retried = false;
  });
  uploader.add(
    files.flatMap(({ content, group, mimeType, film }, index) => {
      const [still, motion] = pairOf(`${index}`, content, film ?? '');
      return [
        sourceOf(`${index}`, content, { ...still, groupId: group, mimeType }),
        ...(motion && film !== null ? [{ ...motion, groupId: group }] : []),
      ];
    }),
  );
  if (controls) {
    for (const { after, act, file } of acts) {
      await timer.pass(after);
      if (act === 'cancel') uploader.cancel([`${file}`]);
      if (act === 'pause') uploader.pause();
      if (act === 'resume') uploader.resume();
      if (act === 'retry') {
        retried = true;
        uploader.retry([`${file}`]);
      }
    }
    uploader.resume();
  }
  const snapshot = await timer.run(uploader.settled());
  return { snapshot, service, timer };
}

const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
const keyOf = (group: string, content: string) => `${group} ${sha256(content)}`;

/** `<group> <sha256>` of all stills that the fake takes. */
function accepted({ files }: Scenario): Set<string> {
  const stills = files.filter(({ mimeType }) => mimeType === 'image/jpeg');
  return new Set(stills.map(({ content, group }) => keyOf(group, content)));
}

/** The same of all films; where no photo takes one, it is an item of its own. */
function films({ files }: Scenario): Set<string> {
  return new Set(files.flatMap(({ group, film }) => (film === null ? [] : keyOf(group, film))));
}

type Service = Awaited<ReturnType<typeof play>>['service'];

const isSafe = (status: string) => status === 'verified' || status === 'duplicate';

/** Each film is part of its still's photo if that is the only one it is offered, and in any case there. */
function checkFilms({ files }: Scenario, { photos, films: attached }: Service): void {
  for (const { group, film, content, mimeType } of files) {
    if (film === null) continue;
    const offered = files.filter(
      (file) => file.group === group && file.content === content && file.film !== null,
    );
    const only = offered.every((file) => file.film === film && file.mimeType === mimeType);
    const photo = photos.get(keyOf(group, content));
    if (only && mimeType === 'image/jpeg') assert.equal(attached.get(photo?.id ?? ''), sha256(film));
    else assert.ok(photos.has(keyOf(group, film)) || attached.get(photo?.id ?? '') === sha256(film));
  }
}

const runs = { numRuns: 300 };

test('whatever fails on the way, each file ends once and the store holds each accepted picture once', async () => {
  await fc.assert(
    fc.asyncProperty(Scenario, async (scenario) => {
      // An expired signature is forgiven three times a file, so a script must not be made of them.
      const script = scenario.script.map((fault, index) =>
        fault === 'forbidden' && index > 2 ? 'hang' : fault,
      );
      const { snapshot, service } = await play({ ...scenario, script });
      const stills = accepted(scenario);
      const alone = films(scenario);
      for (const key of stills) assert.ok(service.photos.has(key));
      for (const key of service.photos.keys()) assert.ok(stills.has(key) || alone.has(key));
      checkFilms(scenario, service);
      assert.equal(service.incoming.size, 0);
      assert.equal(service.reserved(), 0);
      for (const { id, status } of snapshot.files) {
        const { mimeType } = scenario.files[Number(id)] ?? {};
        // A file that is refused by its type is still a duplicate of one that was accepted with another.
        if (mimeType === 'text/plain') assert.ok(status === 'refused' || isSafe(status), status);
        else assert.ok(isSafe(status), status);
      }
      const verified = snapshot.files.filter(({ status }) => status === 'verified');
      assert.ok(verified.length <= service.photos.size + service.films.size);
    }),
    runs,
  );
});

test('however long it fails, every file ends, and what is said to be safe is safe', async () => {
  await fc.assert(
    fc.asyncProperty(Scenario, async (scenario) => {
      fc.pre(scenario.script.length > 0);
      const { snapshot, service } = await play(scenario, { permanent: true });
      assert.equal(snapshot.totals.active, 0);
      assert.ok(snapshot.files.length >= scenario.files.length);
      const held = new Map([...service.photos.values()].map((photo) => [photo.id, photo]));
      for (const { id, status, photo, film } of snapshot.files) {
        if (!isSafe(status)) continue;
        assert.ok(held.has(photo?.id ?? ''));
        // A pair that is safe is one with its film.
        const wanted = scenario.files[Number(id)]?.film;
        if (film !== null) assert.equal(service.films.get(photo?.id ?? ''), sha256(wanted ?? ''));
      }
    }),
    runs,
  );
});

test('cancelled, paused, resumed and retried at any moment: nothing hangs, nothing is stored twice, nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(Scenario, async (scenario) => {
      const script = scenario.script.map((fault) => (fault === 'forbidden' ? 'hang' : fault));
      const { snapshot, service, timer } = await play({ ...scenario, script }, { controls: true });
      assert.equal(snapshot.totals.active, 0);
      await timer.pass(100);
      const allowed = new Set([...accepted(scenario), ...films(scenario)]);
      for (const key of service.photos.keys()) assert.ok(allowed.has(key));
      const safe = new Set(snapshot.files.flatMap(({ photo }) => photo?.id ?? []));
      for (const id of safe) assert.ok([...service.photos.values()].some((photo) => photo.id === id));
      const missing = snapshot.files.filter(({ status }) => status === 'failed');
      assert.deepEqual(missing, []);
    }),
    runs,
  );
});
