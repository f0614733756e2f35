import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { projectNode, root } from './dependencies.mjs';
import { Unprepared } from './unprepared.mjs';

const app = join(root, 'apps/app');
const built = join(app, 'dist');
/** Where Metro keeps what it has compiled, which makes the next build ten times faster. */
const cache = join(root, 'node_modules/.cache/web-app');
const stamp = join(built, '.sources-sha256');

/** What the bundle is made of, besides what the lockfile pins. */
const sources = [
  'apps/app',
  'packages/contract',
  'packages/uploader',
  'package-lock.json',
  'tsconfig.base.json',
];
const notSources = new Set([
  'node_modules',
  'dist',
  '.expo',
  '.cache',
  'coverage',
  'ios',
  'android',
  'openapi.json',
]);

/** Builds apps/app/dist unless it was built from these very sources. Throws Unprepared. */
export function buildWebApp() {
  const digest = digestSources(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  console.log('Building the web app (about a minute; only the first time and after it changes) …');
  // Built aside and swapped in, so a failed or interrupted build leaves the last good one in place.
  const next = join(app, '.expo/dist-next');
  rmSync(next, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const { status, error, stdout, stderr } = spawnSync(
    projectNode,
    [join(root, 'node_modules/expo/bin/cli'), 'export', '--platform', 'web', '--output-dir', next],
    {
      cwd: app,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, TMPDIR: cache, CI: '1', EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1' },
    },
  );
  if (status !== 0) {
    const cause = error ? error.message : `expo export ended with code ${status}`;
    throw new Unprepared(
      `${stdout ?? ''}${stderr ?? ''}\nThe web app could not be built (${cause}; its own words are above).`,
    );
  }
  nameFeedScripts(next);
  listShell(next);
  compressFiles(next);
  writeFileSync(join(next, '.sources-sha256'), digest);
  rmSync(built, { recursive: true, force: true });
  renameSync(next, built);
}

/** A digest over names and contents: checking out another branch and back again costs no rebuild. */
export function digestSources(folder) {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((path) => listFiles(folder, path))) {
    const content = readFileSync(join(folder, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function listFiles(folder, path) {
  if (!statSync(join(folder, path)).isDirectory()) return [path];
  return readdirSync(join(folder, path))
    .filter((name) => !notSources.has(name) && !/\.test\.tsx?$/.test(name))
    .sort()
    .flatMap((name) => listFiles(folder, `${path}/${name}`));
}

/** Writes the names of the later scripts that a feed is drawn by into the one that asks for them early. */
function nameFeedScripts(folder) {
  const path = '_expo/static/js/web';
  const scripts = readdirSync(join(folder, path)).filter((name) => /^group-feed-[0-9a-f]+\.js$/.test(name));
  if (scripts.length !== 1) throw new Unprepared('The web app has no script of its own for the feed.');
  const early = join(folder, 'early.js');
  const names = JSON.stringify(scripts.map((name) => `/${path}/${name}`));
  writeFileSync(
    early,
    readFileSync(early, 'utf8').replace('const scripts = [];', () => `const scripts = ${names};`),
  );
}

/** Writes down, for the service worker, the files that the app opens with, and a name for exactly these. */
function listShell(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter((name) => !['index.html', 'sw.js', 'metadata.json'].includes(name) && !name.endsWith('.map'))
    .sort();
  const hash = createHash('sha256');
  for (const name of ['index.html', 'sw.js', ...names])
    hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  const shell = {
    version: hash.digest('hex').slice(0, 16),
    files: ['/', ...names.map((name) => `/${name}`)],
  };
  writeFileSync(join(folder, 'shell.js'), `self.shell = ${JSON.stringify(shell)};\n`);
}

/** Puts a .br and a .gz beside every file of text, so that the server compresses nothing on the way. */
function compressFiles(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of files.filter((file) =>
    /\.(js|css|html|json|svg|wasm)$/.test(file.name),
  )) {
    const path = join(parentPath, name);
    const content = readFileSync(path);
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    };
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
    writeFileSync(`${path}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}
