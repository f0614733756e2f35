// Builds the image for real, says how large it is, and runs the main job of the end-to-end tests against the server in
// it, hardened as in compose.yaml. For Debian as root; needs buildah and debootstrap, and no container engine.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BASE_IMAGE, haveBaseImage } from './container/base-image.ts';
import { createBuildah, run } from './container/buildah.ts';
import { requireSystemPackages } from './test/system-packages.ts';

const root = join(import.meta.dirname, '..');
const IMAGE = 'localhost/wmory';
/** Megabytes (10^6 bytes) that the image may add to its base. */
const MAX_SIZE = 250;

requireSystemPackages(['container', 'e2e']);
const dir = join(tmpdir(), 'wmory-container');
mkdirSync(dir, { recursive: true });
const buildah = createBuildah(dir);
haveBaseImage(buildah, dir);
buildah(
  'build',
  '--isolation',
  'chroot',
  '--pull-never',
  '--layers=false',
  '--format',
  'docker',
  '--tag',
  IMAGE,
  root,
);

const container = buildah.read('from', '--pull-never', IMAGE);
const base = buildah.read('from', '--pull-never', BASE_IMAGE);
let failed = false;
try {
  const fileSystem = buildah.read('mount', container);
  const size = (sizeOf(fileSystem) - sizeOf(buildah.read('mount', base))) / 1e6;
  console.log(`container ${size.toFixed(0)} MB over its base image`);
  failed = size > MAX_SIZE || !passes(fileSystem);
} finally {
  buildah('rm', container, base);
}
process.exit(failed ? 1 : 0);

/** Bytes of all files. */
function sizeOf(folder: string): number {
  return Number.parseInt(run('du', ['--summarize', '--bytes', folder], { read: true }), 10);
}

/** Whether the command line and the main job run from the image. */
function passes(fileSystem: string): boolean {
  const cli = spawnSync(
    'chroot',
    [fileSystem, '/usr/bin/env', '-C', '/wmory', 'node_modules/.bin/wmory', '--help'],
    {
      encoding: 'utf8',
    },
  );
  console.log(cli.stdout.split('\n')[0]);
  const { status } = spawnSync(process.execPath, ['--test', 'e2e/main-job.e2e.ts', 'e2e/shutdown.e2e.ts'], {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      WMORY_E2E_LAUNCH: JSON.stringify([join(root, 'tools/container/launch.sh'), fileSystem]),
    },
  });
  return cli.status === 0 && status === 0;
}
