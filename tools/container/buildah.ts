import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Runs a program to its end; what it prints is shown, or answered where it is to be read. Throws when it fails. */
export function run(program: string, args: readonly string[], options: { read?: boolean } = {}): string {
  const { status, stdout, error } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', options.read ? 'pipe' : 'inherit', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.slice(0, 4).join(' ')} … ended with ${status}`);
  return stdout?.trim() ?? '';
}

/** Builds images without a daemon (https://buildah.io), in a store of its own. */
export interface Buildah {
  (...args: string[]): void;
  /** Answers what it prints. */
  read(...args: string[]): string;
}

/** @param dir where images are kept */
export function createBuildah(dir: string): Buildah {
  mkdirSync(dir, { recursive: true });
  const store = ['--root', join(dir, 'images'), '--runroot', join(dir, 'run'), '--storage-driver', 'overlay'];
  return Object.assign((...args: string[]) => void run('buildah', [...store, ...args]), {
    read: (...args: string[]) => run('buildah', [...store, ...args], { read: true }),
  });
}
