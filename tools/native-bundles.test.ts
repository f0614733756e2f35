import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';

const root = join(import.meta.dirname, '..');
/** Where Metro keeps what it has compiled, which makes the next run three times faster. */
const cache = join(root, 'node_modules/.cache/native-bundles');

/** The first bytes of every file of Hermes bytecode. */
const magic = 'c61fbc03c103191f';

/** What React Native and Expo load while developing alone, and what the app's tests are made of. */
const developmentOnly = [
  /\.development\.js$/,
  /\/(?:react-refresh|react-devtools-core|expo-dev-[a-z]+)\//,
  /\/(?:HMRClient|setUpDeveloperTools|setUpReactDevTools|setUpReactRefresh|LogBoxInspector\w*)\.js$/,
  /\/apps\/app\/src\/(?:testing|features\/showcase)\/|\.test\.tsx?$/,
];

const platforms = ['ios', 'android'] as const;
let built: string;
const read = (pattern: string): Buffer => {
  const found = globSync(pattern, { cwd: built });
  assert.equal(found.length, 1, `${pattern}: ${found.join(', ')}`);
  return readFileSync(join(built, found[0] ?? ''));
};

before(() => {
  mkdirSync(cache, { recursive: true });
  built = mkdtempSync(join(tmpdir(), 'wmory-bundles-'));
  const which = platforms.flatMap((platform) => ['--platform', platform]);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/expo/bin/cli'), 'export', ...which, '--source-maps', '--output-dir', built],
    {
      cwd: join(root, 'apps/app'),
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: cache, CI: '1', EXPO_OFFLINE: '1', EXPO_NO_TELEMETRY: '1' },
    },
  );
  assert.equal(status, 0, stdout + stderr);
});
after(() => rmSync(built, { recursive: true, force: true }));

for (const platform of platforms) {
  const bundle = `_expo/static/js/${platform}/*.hbc`;

  it(`makes bytecode of Hermes for ${platform}`, () => {
    assert.equal(read(bundle).subarray(0, 8).toString('hex'), magic);
  });

  it(`gives ${platform} its own files of the app, and nothing that is for developing`, () => {
    const { sources } = JSON.parse(read(`${bundle}.map`).toString()) as { sources: string[] };
    assert.ok(sources.includes('/apps/app/src/app/_layout.tsx'), 'no app in it');
    const others = ['web', ...platforms].filter((other) => other !== platform);
    const unwanted = [...developmentOnly, new RegExp(`/apps/app/.*\\.(?:${others.join('|')})\\.tsx?$`)];
    const found = sources.filter((source) => unwanted.some((pattern) => pattern.test(source)));
    assert.deepEqual(found, []);
  });
}
