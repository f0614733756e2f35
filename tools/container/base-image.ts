import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Buildah, run } from './buildah.ts';

export const BASE_IMAGE = 'docker.io/library/node:24-bookworm-slim';
/** Of the checkout. */
const root = join(import.meta.dirname, '../..');
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/** Has the base image at hand: pulled, or, where no image registry can be reached, put together from Debian's packages. */
export function haveBaseImage(buildah: Buildah, dir: string): void {
  if (buildah.read('images', '--quiet', '--filter', `reference=${BASE_IMAGE}`) !== '') return;
  try {
    buildah('pull', '--quiet', '--retry', '0', BASE_IMAGE);
  } catch {
    console.log(
      `${BASE_IMAGE} cannot be pulled; making one like it from Debian and the Node of this checkout …`,
    );
    makeBaseImage(buildah, join(dir, 'base'));
  }
}

/** What the official image holds: a minimal Debian, Node and npm below /usr/local. */
function makeBaseImage(buildah: Buildah, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  run('debootstrap', ['--variant=minbase', 'bookworm', folder]);
  rmSync(join(folder, 'var/cache/apt/archives'), { recursive: true });
  rmSync(join(folder, 'var/lib/apt/lists'), { recursive: true });
  run('chroot', [folder, 'useradd', '--uid', '1000', '--create-home', 'node']);
  const npm = dirname(
    dirname(run('readlink', ['-f', run('which', ['npm'], { read: true })], { read: true })),
  );
  const modules = join(folder, 'usr/local/lib/node_modules');
  mkdirSync(modules, { recursive: true });
  cpSync(join(root, 'node_modules/node/bin/node'), join(folder, 'usr/local/bin/node'), { dereference: true });
  cpSync(npm, join(modules, 'npm'), { recursive: true, verbatimSymlinks: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(folder, 'usr/local/bin/npm'));
  // A proxy on the way to the registry is trusted in the build as it is here.
  const certificates = existsSync(CERTIFICATES);
  if (certificates) {
    mkdirSync(join(folder, dirname(CERTIFICATES)), { recursive: true });
    cpSync(CERTIFICATES, join(folder, CERTIFICATES));
  }
  const container = buildah.read('from', 'scratch');
  buildah('copy', '--quiet', container, folder, '/');
  buildah(
    'config',
    '--cmd',
    'node',
    ...(certificates ? ['--env', `NODE_EXTRA_CA_CERTS=${CERTIFICATES}`] : []),
    container,
  );
  buildah('commit', '--quiet', '--rm', container, BASE_IMAGE);
  rmSync(folder, { recursive: true });
}
