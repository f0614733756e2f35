import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { Host, type Outcome } from './host.fixture.ts';

const former = `sha256:${'a'.repeat(64)}`;
const wanted = `sha256:${'b'.repeat(64)}`;

async function openStage(parameter: string, hosts = 'i-1 i-2'): Promise<Host> {
  const world = await Host.open();
  world.write('parameter', parameter);
  world.write('hosts', hosts);
  return world;
}

const deploy = (world: Host, ...args: string[]): Promise<Outcome> =>
  world.run(process.execPath, [join(import.meta.dirname, 'deploy-hosts.ts'), ...args]);
const push = (world: Host, env: Record<string, string> = {}): Promise<Outcome> =>
  world.run(
    'bash',
    [join(import.meta.dirname, 'push-image.sh'), 'wmory', 'registry.test/wmory-small', 'c0ffee'],
    env,
  );
const sent = (world: Host): string[] =>
  world.calls().flatMap((call) => /send-command .*digest=(\S+)/.exec(call)?.[1] ?? []);

test('an image that every host takes becomes the one of the stage, for hosts that start meanwhile as well', async () => {
  await using world = await openStage(former);
  const { code, output } = await deploy(world, 'small', wanted);
  assert.equal(code, 0, output);
  assert.equal(world.read('parameter'), wanted);
  assert.deepEqual(sent(world), [wanted, wanted]);
  assert.match(output, /i-2: Success/);
});

test('hosts are taken one by one, and the first refusal ends it', async () => {
  await using world = await openStage(former);
  await deploy(world, 'small', wanted);
  const call = world.calls().find((each) => each.includes('send-command')) ?? '';
  for (const part of [
    'wmory-small-rollout',
    'Key=tag:wmory-stage,Values=small',
    '--max-concurrency 1',
    '--max-errors 0',
  ])
    assert.ok(call.includes(part), part);
});

test('once one host refuses it, all go back, and the stage stays where it was', async () => {
  await using world = await openStage(former);
  world.write('refused', wanted);
  const { code, output } = await deploy(world, 'small', wanted);
  assert.equal(code, 1);
  assert.deepEqual(sent(world), [wanted, former]);
  assert.equal(world.read('parameter'), former);
  assert.match(output, /i-2: Failed/);
  assert.match(output, new RegExp(`back at ${former}`));
});

test('a first image that is refused has nothing to go back to, and says so', async () => {
  await using world = await openStage('none');
  world.write('refused', wanted);
  const { code, output } = await deploy(world, 'small', wanted);
  assert.equal(code, 1);
  assert.match(output, /no former image/);
  assert.deepEqual(sent(world), [wanted]);
});

test('a stage without hosts is no success', async () => {
  await using world = await openStage(former, '');
  const { code, output } = await deploy(world, 'small', wanted);
  assert.equal(code, 1);
  assert.match(output, /No host of small was there/);
  assert.equal(world.read('parameter'), former);
});

test('what is no digest is sent to nobody', async () => {
  await using world = await openStage(former);
  assert.equal((await deploy(world, 'small', 'latest')).code, 2);
  assert.deepEqual(world.calls(), []);
});

test('an image is pushed under its tag, and its digest is handed on', async () => {
  await using world = await openStage(former);
  world.write('pushed-digest', wanted);
  const outputs = join(world.folder, 'outputs');
  const { code, output } = await push(world, { GITHUB_OUTPUT: outputs });
  assert.equal(code, 0, output);
  assert.equal(world.read('outputs'), `digest=${wanted}\n`);
  assert.equal(world.read('parameter'), former);
});

test('an image that was pushed before is taken as it is', async () => {
  await using world = await openStage(former);
  world.write('tag-c0ffee', wanted);
  const { code, output } = await push(world);
  assert.equal(code, 0, output);
  assert.equal(output, `${wanted}\n`);
  assert.deepEqual(
    world.calls().filter((call) => call.startsWith('docker')),
    [],
  );
});

test('the first image of a stage is what its hosts start with', async () => {
  await using world = await openStage('none');
  world.write('tag-c0ffee', wanted);
  await push(world);
  assert.equal(world.read('parameter'), wanted);
});
