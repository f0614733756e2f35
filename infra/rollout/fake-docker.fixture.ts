// Stands in for `docker` in the tests of rollout.sh. A container is a real process with a real health endpoint, which
// behaves as the folder `images` says of its digest; what was asked is in the file `calls`.
import { spawn } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

const world = process.env['WMORY_FAKE_WORLD'] ?? '';
const args = process.argv.slice(2);
const [verb, ...rest] = args;
appendFileSync(join(world, 'calls'), `docker ${args.join(' ')}\n`);
const container = (name: string) => join(world, `container-${name}`);
const last = rest.at(-1) ?? '';

switch (verb) {
  case 'ps': {
    const name = /name=\^([\w-]+)\$/.exec(args.join(' '))?.[1] ?? '';
    if (isRunning(name)) console.log('0123456789ab');
    break;
  }
  case 'pull':
    if (!existsSync(imageFile(last))) fail('manifest unknown');
    writeFileSync(`${imageFile(last)}.pulled`, '');
    break;
  case 'run':
    start();
    break;
  case 'stop':
  case 'rm':
    end(last, verb);
    break;
  case 'logs':
    process.stdout.write(readFileSync(`${container(last)}.log`, 'utf8'));
    break;
  case 'images':
    console.log('REPOSITORY TAG DIGEST');
    for (const file of readdirSync(join(world, 'images')).filter((name) => name.endsWith('.pulled')))
      console.log(`registry/wmory <none> sha256:${file.slice(0, 64)}`);
    break;
  case 'rmi':
    rmSync(`${imageFile(last)}.pulled`);
    break;
  case 'login':
    if (readFileSync(0, 'utf8').trim() !== 'registry-token') fail('unauthorized');
    break;
  case 'tag':
    writeFileSync(join(world, 'tagged'), last);
    break;
  case 'push':
    if (readFileSync(join(world, 'tagged'), 'utf8') !== last) fail('no such tag');
    writeFileSync(join(world, `tag-${last.split(':')[1]}`), readFileSync(join(world, 'pushed-digest')));
    break;
  case 'update':
    break;
  default:
    fail(`no such verb: ${verb}`);
}

function start(): void {
  const name = args[args.indexOf('--name') + 1] ?? '';
  const image = args.find((arg) => arg.includes('@sha256:')) ?? '';
  const port = args.find((arg) => arg.startsWith('PORT='))?.slice(5) ?? '';
  if (existsSync(container(name))) fail('the name is in use');
  if (!existsSync(`${imageFile(image)}.pulled`)) fail('no such image');
  const log = openSync(`${container(name)}.log`, 'w');
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'fake-server.fixture.ts'), port, image.split('@')[1] ?? '', imageFile(image)],
    { detached: true, stdio: ['ignore', log, log] },
  );
  child.unref();
  writeFileSync(container(name), String(child.pid));
}

function end(name: string, how: 'stop' | 'rm'): void {
  if (!existsSync(container(name))) fail('no such container');
  if (isRunning(name)) process.kill(pidOf(name), 'SIGKILL');
  if (how === 'rm') rmSync(container(name));
}

function pidOf(name: string): number {
  return Number(readFileSync(container(name), 'utf8'));
}

function isRunning(name: string): boolean {
  if (!existsSync(container(name))) return false;
  try {
    // One that has ended and that nobody has asked about yet is there as a zombie.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pidOf(name)}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function imageFile(image: string): string {
  return join(world, 'images', image.split('@sha256:')[1] ?? 'none');
}

function fail(why: string): never {
  console.error(`Error: ${why}`);
  process.exit(1);
}
