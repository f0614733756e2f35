import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isToken } from '../iam-token.fixture.ts';
import { createTokenSource } from './elasticache-token.ts';

test('makes tokens as AWS describes them, for one user of one cache', async () => {
  const identity = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/of+tests' };
  process.env['AWS_ACCESS_KEY_ID'] = identity.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = identity.secretAccessKey;
  const token = await createTokenSource({
    cache: 'wmory-production',
    user: 'wmory',
    region: 'eu-central-1',
  })();
  const wanted = {
    ...identity,
    service: 'elasticache',
    address: 'wmory-production',
    user: { User: 'wmory' },
    region: 'eu-central-1',
  } as const;
  assert.ok(isToken(token, wanted), token);
  for (const other of [
    { user: { User: 'other' } },
    { address: 'wmory-small' },
    { region: 'us-east-1' },
    { service: 'rds-db' as const },
    { secretAccessKey: 'another' },
  ])
    assert.equal(isToken(token, { ...wanted, ...other }), false, JSON.stringify(other));
});
