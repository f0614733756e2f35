import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Unprepared } from './unprepared.mjs';

export const root = join(import.meta.dirname, '../..');

/** The Node that runs the project: the one pinned in package.json, whichever the system has. */
export const projectNode = join(root, 'node_modules/.bin/node');

/** Installs what package-lock.json names unless exactly that is there already. Throws Unprepared. */
export function installDependencies() {
  if (!isInstalled()) {
    const fresh = !existsSync(join(root, 'node_modules'));
    console.log('Installing dependencies (about a minute; only the first time and after they change) …');
    // Onto an older tree `npm install` is quicker than `npm ci`, and kind to whatever still runs from it.
    runNpm(fresh ? ['ci'] : ['install', '--no-save'], 'The dependencies could not be installed');
  }
  requireProjectNode();
}

/** npm records what it installed in a hidden lockfile, written last: an interrupted installation does not pass. */
function isInstalled() {
  const wanted = readPackages('package-lock.json');
  if (!wanted) throw new Unprepared('package-lock.json is missing: this is not a whole checkout of WMORY.');
  return holds(readPackages('node_modules/.package-lock.json'), wanted);
}

/**
 * Whether an installation holds what a lockfile asks for; both are `packages` of lockfiles, by path. Optional
 * packages may be missing, as those for other platforms are.
 */
export function holds(present, wanted) {
  if (!present) return false;
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return Boolean(optional);
    return Boolean(link) || (found.version === version && found.integrity === integrity);
  });
}

function readPackages(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** The package `node` fetches its binary in an install script, which npm settings can switch off. */
function requireProjectNode() {
  if (!runsProjectNode()) runNpm(['rebuild', 'node', '--ignore-scripts=false'], 'Node could not be set up');
  if (!runsProjectNode()) {
    const wanted = pinnedNode();
    throw new Unprepared(
      `Node ${wanted} is not in node_modules/.bin although the package \`node\` is installed.\n` +
        'Its install script must be allowed to run: check `npm config get ignore-scripts`, then try\n' +
        '  npm rebuild node --ignore-scripts=false\n' +
        `There are builds for Linux (glibc) and macOS on x64 and arm64; this is ${process.platform} on ${process.arch}.`,
    );
  }
}

function runsProjectNode() {
  if (!existsSync(projectNode)) return false;
  const { stdout } = spawnSync(projectNode, ['--version'], { encoding: 'utf8' });
  return stdout?.trim() === `v${pinnedNode()}`;
}

function pinnedNode() {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).devDependencies.node;
}

function runNpm(args, complaint) {
  // Warnings are for whoever chooses dependencies: not for who starts WMORY.
  const { status, error } = spawnSync('npm', [...args, '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWithoutModules() },
  });
  if (status === 0) return;
  const cause = error
    ? `npm could not be started: ${error.message}`
    : `npm ${args[0]} ended with code ${status}`;
  throw new Unprepared(
    `${complaint} (${cause}; its own words are above).\n` +
      'This step needs Node 20 or newer with npm, a way to the npm registry, and leave to write to this folder.\n' +
      'Once that is so, run the same command again.',
  );
}

/** npm puts node_modules/.bin before all else; a Node found there would vanish under npm while it reinstalls. */
function pathWithoutModules() {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')))
    .join(delimiter);
}
