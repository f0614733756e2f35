import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { linkedPaths } from '../apps/server/src/http/app-links.ts';

const root = join(import.meta.dirname, '..');
const app = join(root, 'apps/app');
// Inside the checkout, where its dependencies are found.
const caches = join(root, 'node_modules/.cache');

let project: string;
const read = (pattern: string): string => {
  const [path = pattern] = globSync(pattern, { cwd: project });
  return readFileSync(join(project, path), 'utf8');
};

/** Names in a manifest of Android: of what is asked for, and of what is taken away again, whoever asks. */
function permissionsIn(manifest: string): { asked: string[]; removed: string[] } {
  const asked: string[] = [];
  const removed: string[] = [];
  for (const [tag] of manifest.matchAll(/<uses-permission\b[^>]*>/g)) {
    const name = /android:name="(?:android\.permission\.)?([^"]+)"/.exec(tag)?.[1] ?? '';
    (tag.includes('tools:node="remove"') ? removed : asked).push(name);
  }
  return { asked, removed };
}

before(() => {
  mkdirSync(caches, { recursive: true });
  project = mkdtempSync(join(caches, 'native-'));
  for (const name of ['app.config.ts', 'package.json', 'tsconfig.json', 'assets'])
    cpSync(join(app, name), join(project, name), { recursive: true });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules/expo/bin/cli'), 'prebuild', '--no-install'],
    {
      cwd: project,
      encoding: 'utf8',
      env: {
        ...process.env,
        CI: '1',
        EXPO_OFFLINE: '1',
        EXPO_NO_TELEMETRY: '1',
        EXPO_NO_GIT_STATUS: '1',
        WMORY_LINK_HOSTS: 'photos.example',
      },
    },
  );
  assert.equal(status, 0, stdout + stderr);
});
after(() => rmSync(project, { recursive: true, force: true }));

it('asks Android for nothing but the network, the camera and a buzz', () => {
  const { asked, removed } = permissionsIn(read('android/app/src/main/AndroidManifest.xml'));
  const { dependencies } = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  // The build merges what every library asks for.
  const byLibraries = Object.keys(dependencies).flatMap((name) => {
    const manifest = join(root, 'node_modules', name, 'android/src/main/AndroidManifest.xml');
    return existsSync(manifest) ? permissionsIn(readFileSync(manifest, 'utf8')).asked : [];
  });
  const granted = [...new Set([...asked, ...byLibraries])].filter((name) => !removed.includes(name));
  assert.deepEqual(granted.sort(), ['ACCESS_NETWORK_STATE', 'CAMERA', 'INTERNET', 'VIBRATE']);
});

it('tells iOS what the camera and the photos are for, and asks for nothing else', () => {
  const usages = [...read('ios/WMORY/Info.plist').matchAll(/<key>(NS\w+UsageDescription)<\/key>/g)];
  assert.deepEqual(usages.map(([, name]) => name).sort(), [
    'NSCameraUsageDescription',
    'NSPhotoLibraryUsageDescription',
  ]);
});

it('says so in each language of the app', async () => {
  const { languages } = (await import(join(app, 'src/i18n/languages.ts'))) as { languages: string[] };
  const sentences = languages.map((language) =>
    read(`ios/WMORY/Supporting/${language}.lproj/InfoPlist.strings`),
  );
  assert.equal(new Set(sentences).size, sentences.length);
  for (const each of sentences)
    assert.match(each, /NSCameraUsageDescription = ".{20,}";\nNSPhotoLibraryUsageDescription = ".{20,}";/);
});

it('opens those pages that servers tell phones of', () => {
  const manifest = read('android/app/src/main/AndroidManifest.xml');
  const opened = [...manifest.matchAll(/android:pathPrefix="([^"]+)"/g)].map(([, path]) => path);
  assert.deepEqual(opened, [...new Set(linkedPaths.map((path) => path.replace('/*', '')))]);
});

it('opens links of the servers that it was built for, and takes photos that are shared with it', () => {
  const manifest = read('android/app/src/main/AndroidManifest.xml');
  assert.match(manifest, /android:autoVerify="true"[\s\S]*android:host="photos\.example"/);
  assert.match(manifest, /android\.intent\.action\.SEND_MULTIPLE/);
  assert.match(read('ios/WMORY/WMORY.entitlements'), /applinks:photos\.example/);
  assert.ok(existsSync(join(project, 'ios/expo-sharing-extension')), 'no extension for sharing');
});
