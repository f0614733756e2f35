import assert from 'node:assert/strict';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Behaviour, Host } from './host.fixture.ts';

const endings = (host: Host): string[] => host.calls().filter((call) => / (stop|rm) /.test(call));

/** A host on which a healthy image serves, from blue. */
async function openServing(): Promise<{ host: Host; former: string; process: number | null }> {
  const host = await Host.open();
  const former = host.image('a', 'healthy');
  const outcome = await host.rollOut(former);
  assert.equal(outcome.code, 0, outcome.output);
  host.forgetCalls();
  return { host, former, process: host.process('blue') };
}

test('the first image ever is started, and serves', async () => {
  await using host = await Host.open();
  const wanted = host.image('a', 'slow');
  const { code, output } = await host.rollOut(wanted);
  assert.equal(code, 0, output);
  assert.equal(await host.serving(), wanted);
  assert.equal(host.read('state/current'), `blue ${wanted}\n`);
  assert.equal(host.read('state/previous'), '');
});

test('the first image ever that is not healthy leaves nothing behind', async () => {
  await using host = await Host.open();
  const { code, output } = await host.rollOut(host.image('a', 'migration fails'));
  assert.equal(code, 1);
  assert.match(output, /nothing serves/);
  assert.equal(await host.serving(), null);
  assert.equal(host.read('state/current'), '');
  assert.equal(host.process('blue'), null);
});

test('a healthy image takes over, and the former one ends after it is ready', async () => {
  const { host, former } = await openServing();
  await using _ = host;
  const wanted = host.image('b', 'slow');
  const { code, output } = await host.rollOut(wanted);
  assert.equal(code, 0, output);
  assert.equal(await host.serving(), wanted);
  assert.equal(host.read('state/current'), `green ${wanted}\n`);
  assert.equal(host.read('state/previous'), `${former}\n`);
  assert.equal(host.process('blue'), null);
  const calls = host.calls();
  const at = (part: string) => calls.findIndex((call) => call.includes(part));
  assert.ok(at('docker run') < at('docker stop -t 30 wmory-blue'));
});

test('the container gets its image by digest, no rights, and its secrets by a file of its own', async () => {
  await using host = await Host.open();
  const wanted = host.image('a', 'healthy');
  await host.rollOut(wanted);
  const run = host.calls().find((call) => call.startsWith('docker run')) ?? '';
  for (const part of [
    '--read-only',
    '--user 1000:1000',
    '--cap-drop ALL',
    'no-new-privileges:true',
    `registry/wmory@${wanted}`,
  ])
    assert.ok(run.includes(part), part);
  for (const secret of ['seal', 'pass', 'smtps:'])
    assert.ok(!host.calls().join('\n').includes(`=${secret}`), secret);
  assert.equal(
    host.read('run/secrets'),
    "WMORY_SECRET='seal'\nSMTP_URL='smtps://mail.test:465'\nDB_PASSWORD='pass'\nCDN_PRIVATE_KEY='cmVhZHM='\n",
  );
  assert.equal(statSync(join(host.folder, 'run/secrets')).mode & 0o777, 0o400);
});

for (const behaviour of ['migration fails', 'never ready', 'fails later', 'ends later'] satisfies Behaviour[])
  test(`of an image whose story is "${behaviour}" nothing stays, and the former one is never stopped`, async () => {
    const { host, former, process } = await openServing();
    await using _ = host;
    const { code, output } = await host.rollOut(host.image('b', behaviour), { WMORY_READY_TRIES: '8' });
    assert.equal(code, 1, output);
    assert.match(output, new RegExp(`${former} serves`));
    assert.equal(await host.serving(), former);
    assert.equal(host.process('blue'), process);
    assert.equal(host.process('green'), null);
    assert.equal(host.read('state/current'), `blue ${former}\n`);
    assert.deepEqual(
      endings(host).filter((call) => call.includes('wmory-blue')),
      [],
    );
    // Only what was ready once has got connections.
    const tried = host.calls().includes(`redirect to :${host.green}`);
    assert.equal(tried, behaviour.endsWith('later'));
    if (behaviour === 'migration fails')
      assert.match(output, /\| The schema could not be brought up to date/);
  });

test('the health check gives up after its limit, not before', async () => {
  const { host } = await openServing();
  await using _ = host;
  const slow = host.image('b', 'slow');
  const impatient = await host.rollOut(slow, { WMORY_READY_TRIES: '2', WMORY_PAUSE: '0.6' });
  assert.match(impatient.output, /did not become ready in time/);
  assert.equal(impatient.code, 1);
  assert.equal((await host.rollOut(slow)).code, 0);
});

test('a hiccup while it is watched is forgiven', async () => {
  const { host } = await openServing();
  await using _ = host;
  const wanted = host.image('b', 'hiccup');
  const { code, output } = await host.rollOut(wanted, { WMORY_WATCH_TRIES: '8' });
  assert.equal(code, 0, output);
  assert.equal(await host.serving(), wanted);
});

test('a second rollout is refused while one is under way', async () => {
  const { host } = await openServing();
  await using _ = host;
  const first = host.begin(host.image('b', 'never ready'));
  const end = once(first, 'exit');
  try {
    while (host.process('green') === null) await sleep(20);
    const started = host.process('green');
    const { code, output } = await host.rollOut(host.image('c', 'healthy'));
    assert.equal(code, 1);
    assert.match(output, /Another rollout is under way/);
    assert.equal(host.process('green'), started);
  } finally {
    await end;
  }
});

test('what serves already is left alone', async () => {
  const { host, former, process } = await openServing();
  await using _ = host;
  const { code, output } = await host.rollOut(former);
  assert.equal(code, 0);
  assert.match(output, /serves already/);
  assert.equal(host.process('blue'), process);
});

test('a host that starts takes the digest of the stage, whatever it had', async () => {
  const { host } = await openServing();
  await using _ = host;
  host.restart();
  const wanted = host.image('b', 'healthy');
  host.write('parameter', wanted);
  const { code, output } = await host.rollOut('boot');
  assert.equal(code, 0, output);
  assert.equal(await host.serving(), wanted);
});

test('a stage without a digest, and what is no digest, are refused before anything is touched', async () => {
  const { host, former } = await openServing();
  await using _ = host;
  for (const wanted of ['boot', 'latest', `sha256:${'a'.repeat(63)}`])
    assert.equal((await host.rollOut(wanted)).code, 1);
  assert.deepEqual(
    host.calls().filter((call) => /docker (run|pull)/.test(call)),
    [],
  );
  assert.equal(await host.serving(), former);
});

test('an image that the registry does not have, or a secret that is no mail server, changes nothing', async () => {
  const { host, former, process } = await openServing();
  await using _ = host;
  assert.notEqual((await host.rollOut(`sha256:${'d'.repeat(64)}`)).code, 0);
  host.write('smtp', 'to be filled in');
  const { code, output } = await host.rollOut(host.image('b', 'healthy'));
  assert.equal(code, 1);
  assert.match(output, /has to be the URL of a mail server/);
  assert.equal(await host.serving(), former);
  assert.equal(host.process('blue'), process);
});

test('one that was ended midway is cleared away by the next, which goes by what served', async () => {
  const { host, former } = await openServing();
  await using _ = host;
  const first = host.begin(host.image('b', 'never ready'));
  while (host.process('green') === null) await sleep(20);
  first.kill('SIGKILL');
  await once(first, 'exit');
  const wanted = host.image('c', 'healthy');
  // What it had called may still be on its way out, with the lock.
  let outcome = await host.rollOut(wanted);
  while (outcome.output.includes('Another rollout')) outcome = await host.rollOut(wanted);
  assert.equal(outcome.code, 0, outcome.output);
  assert.equal(await host.serving(), wanted);
  assert.equal(host.read('state/previous'), `${former}\n`);
});

test('the image of before stays on the disk to go back to, older ones do not', async () => {
  const { host, former } = await openServing();
  await using _ = host;
  const second = host.image('b', 'healthy');
  const third = host.image('c', 'healthy');
  await host.rollOut(second);
  await host.rollOut(third);
  assert.deepEqual(
    host.calls().filter((call) => call.includes('docker rmi')),
    [`docker rmi registry/wmory@${former}`],
  );
});
