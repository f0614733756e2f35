// Makes the folder that the media processor's Lambda function runs: `npm run package-lambda [arm64|x64] [folder]`,
// by default for arm64 in infra/assets/processor-arm64. Prints its size, which AWS allows 250 MB of.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const [arch = 'arm64', folder = `infra/assets/processor-${arch}`] = process.argv.slice(2);
if (arch !== 'arm64' && arch !== 'x64')
  throw new Error(`No such processor: ${arch}; there are arm64 and x64.`);
const out = resolve(root, folder);

/** They bring binaries, so they stay packages; all else goes into the bundle. */
const packages = ['sharp', 'libheif-js', '@ffmpeg/core'];

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const src = join(root, 'apps/processor/src');
await build({
  entryPoints: ['lambda', 'child', 'watchdog'].map((name) => join(src, `${name}.ts`)),
  outdir: out,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node24',
  external: packages,
  // Packages of the older kind ask for modules by `require`.
  banner: {
    js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync(
  join(out, 'package.json'),
  `${JSON.stringify({ private: true, type: 'module', dependencies: Object.fromEntries(packages.map((name) => [name, versionOf(name)])) }, null, 2)}\n`,
);
const options = ['--os=linux', `--cpu=${arch}`, '--libc=glibc', '--omit=dev', '--ignore-scripts'];
const npm = spawnSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', ...options], {
  cwd: out,
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (npm.status !== 0) throw new Error('npm could not install what the function needs.');
// The same 31 MB once more, for the older kind of module.
rmSync(join(out, 'node_modules/@ffmpeg/core/dist/umd'), { recursive: true });
const megabytes = sizeOf(out) / 1e6;
console.log(`${folder}: ${megabytes.toFixed(1)} MB`);
if (megabytes > 250) throw new Error('That is more than AWS takes.');

/** The very version that is tested here. */
function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Bytes of all files below a folder. */
function sizeOf(path: string): number {
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
