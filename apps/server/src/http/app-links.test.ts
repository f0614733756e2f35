import assert from 'node:assert/strict';
import { it } from 'node:test';
import Fastify from 'fastify';
import { ConfigError, parseConfig } from '../config.ts';
import { appLinks } from './app-links.ts';

const PRINT = Array.from({ length: 32 }, (_, index) => index.toString(16).padStart(2, '0')).join(':');

async function ask(env: Record<string, string>, path: string) {
  const http = Fastify();
  appLinks(http, parseConfig(env));
  const answer = await http.inject(`/.well-known/${path}`);
  await http.close();
  return answer;
}

it('tells iOS which apps open which links', async () => {
  const answer = await ask({ APPLE_APPS: 'ABCDE12345.org.wmory.app' }, 'apple-app-site-association');
  assert.match(String(answer.headers['content-type']), /^application\/json/);
  const [details] = answer.json<{
    applinks: { details: { appIDs: string[]; components: { '/': string }[] }[] };
  }>().applinks.details;
  assert.deepEqual(details?.appIDs, ['ABCDE12345.org.wmory.app']);
  const paths = details?.components.map((component) => component['/']);
  assert.ok(paths?.includes('/join') && paths.includes('/groups/*') && !paths.includes('/*'));
});

it('tells Android by whom the app is signed that opens links', async () => {
  const answer = await ask({ ANDROID_CERTIFICATES: PRINT }, 'assetlinks.json');
  assert.deepEqual(answer.json(), [
    {
      relation: ['delegate_permission/common.handle_all_urls'],
      target: {
        namespace: 'android_app',
        package_name: 'org.wmory.app',
        sha256_cert_fingerprints: [PRINT.toUpperCase()],
      },
    },
  ]);
});

it('says nothing of apps that are not set', async () => {
  assert.equal((await ask({}, 'apple-app-site-association')).statusCode, 404);
  assert.equal((await ask({}, 'assetlinks.json')).statusCode, 404);
});

it('takes no settings that phones would not understand', () => {
  for (const env of [
    { APPLE_APPS: 'org.wmory.app' },
    { ANDROID_CERTIFICATES: 'AB:CD' },
    { ANDROID_PACKAGE: 'wmory' },
  ])
    assert.throws(() => parseConfig(env), ConfigError);
});
