import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInputs } from './inputs.ts';

const context: Record<string, string> = {
  stage: 'small',
  region: 'eu-west-1',
  domain: 'photos.friends.org',
  certificateArn: 'arn:aws:acm:eu-west-1:210987654321:certificate/5b1c',
  alarmEmail: 'me@friends.org',
  repository: 'me/wmory',
  mailFrom: 'WMORY <photos@friends.org>',
};

const read = (changes: Record<string, string | undefined> = {}, isPackaged = true) =>
  readInputs(
    (name) => ({ ...context, ...changes })[name],
    () => isPackaged,
  );

test('what is given is taken as it is', () => {
  assert.deepEqual(read(), {
    ...context,
    githubProviderArn: null,
    readsPublicKey: null,
    processorFolder: 'assets/processor-arm64',
    example: false,
  });
});

test('all that is wrong is said at once', () => {
  assert.throws(
    () =>
      read({ domain: 'https://photos', stage: 'huge', alarmEmail: undefined, githubProviderArn: 'github' }),
    ({ message }: Error) => {
      for (const part of ['domain has', 'stage has', 'alarmEmail has', 'githubProviderArn has'])
        assert.ok(message.includes(part), part);
      assert.ok(!message.includes('repository'));
      return true;
    },
  );
});

test('a certificate of another region is refused before anything is made', () => {
  assert.throws(
    () => read({ region: 'eu-north-1' }),
    /certificateArn has to be of eu-north-1, not of eu-west-1/,
  );
});

test('without its function a cloud is not made, save as an example', () => {
  assert.throws(() => read({}, false), /npm run package-lambda/);
  const example = readInputs(
    (name) => ({ stage: 'production', example: 'true' })[name],
    () => true,
  );
  assert.equal(example.processorFolder, null);
  assert.equal(example.domain, 'photos.example.org');
});
