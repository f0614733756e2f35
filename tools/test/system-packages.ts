import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findChromium } from '../../e2e/chromium.ts';
import { findMariadb } from '../services/mariadb.ts';
import { hasRgw } from '../services/rgw.ts';

/** A program that tests run and npm does not bring. */
interface SystemPackage {
  name: string;
  tiers: readonly string[];
  isPresent(): boolean;
}

const systemPackages: readonly SystemPackage[] = [
  { name: 'chromium', tiers: ['e2e'], isPresent: () => findChromium() !== undefined },
  // What the hosts have of themselves.
  ...['curl', 'jq'].map((name) => ({ name, tiers: ['infra'], isPresent: () => isOnPath(name) })),
  { name: 'buildah', tiers: ['container'], isPresent: () => isOnPath('buildah') },
  { name: 'debootstrap', tiers: ['container'], isPresent: () => existsSync('/usr/sbin/debootstrap') },
  { name: 'redis-server', tiers: ['server'], isPresent: () => isOnPath('redis-server') },
  // The programs alone: nothing is started that these tests do not start.
  ...Object.entries({
    'mariadb-server-core': () => findMariadb('mariadbd') !== undefined,
    // Has what mariadb-install-db reads its defaults with.
    'mariadb-client-core': () => isOnPath('my_print_defaults'),
  }).map(([name, isThere]) => ({
    name,
    tiers: ['server', 'cli', 'e2e'],
    isPresent: () => process.env['WMORY_TEST_MYSQL_URL'] !== undefined || isThere(),
  })),
  ...['radosgw', 'ceph-mon', 'ceph-osd'].map((name) => ({
    name,
    tiers: ['server', 'cli', 'e2e'],
    isPresent: () => process.env['WMORY_TEST_S3_URL'] !== undefined || hasRgw(),
  })),
];

/** Sees to it that the programs these tiers need are there: installs them as root on Debian, else says which and exits. */
export function requireSystemPackages(tiers: readonly string[]): void {
  const missing = systemPackages.filter(
    (entry) => entry.tiers.some((tier) => tiers.includes(tier)) && !entry.isPresent(),
  );
  if (missing.length === 0) return;
  const names = missing.map((entry) => entry.name);
  if (process.getuid?.() === 0 && isOnPath('apt-get')) {
    console.log(`Installing ${names.join(', ')} …`);
    runAptGet(['update', '-qq']);
    runAptGet(['install', '-qq', '--yes', '--no-install-recommends', ...names]);
    if (missing.every((entry) => entry.isPresent())) return;
  }
  console.error(
    `These tests need programs that are not here. On Debian or Ubuntu:\n  sudo apt-get install ${names.join(' ')}\n` +
      'Elsewhere, install Chromium by whichever way and name it in CHROMIUM_PATH, name a MySQL 8.4 server in\n' +
      'WMORY_TEST_MYSQL_URL, as mysql://user:password@host:port of an administrator, and an S3 server that checks\n' +
      'signatures in WMORY_TEST_S3_URL, as http://key:secret@host:port of someone who may make buckets.',
  );
  process.exit(1);
}

function runAptGet(args: readonly string[]): void {
  spawnSync('apt-get', args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
