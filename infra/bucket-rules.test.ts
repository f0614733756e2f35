import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucketRules } from '../apps/server/src/storage/bucket-rules.ts';
import { resourcesOf, stageNames, synthesise } from './templates.fixture.ts';

// The server says at its start what a bucket lacks; one of ours is never told so.
for (const stage of stageNames)
  test(`the bucket of ${stage} has the rules that the server looks for`, () => {
    const templates = synthesise(stage);
    const store = { bucket: 'BUCKET', region: 'eu-central-1', endpoint: null, pathStyle: false };
    const wanted = bucketRules(store, ['https://photos.example.org']);
    const photos = resourcesOf(templates, 'AWS::S3::Bucket').find(
      ({ Properties }) => Properties.CorsConfiguration,
    );
    assert.ok(photos);
    const [cors] = photos.Properties.CorsConfiguration.CorsRules;
    assert.deepEqual(
      { ...cors, AllowedMethods: [...cors.AllowedMethods].sort() },
      {
        Id: wanted.cors.ID,
        AllowedOrigins: wanted.cors.AllowedOrigins,
        AllowedMethods: [...wanted.cors.AllowedMethods].sort(),
        AllowedHeaders: wanted.cors.AllowedHeaders,
        ExposedHeaders: wanted.cors.ExposeHeaders,
        MaxAge: wanted.cors.MaxAgeSeconds,
      },
    );
    const made = photos.Properties.LifecycleConfiguration.Rules.map((rule: Record<string, never>) => ({
      ID: rule['Id'],
      Status: rule['Status'],
      Filter: { Prefix: rule['Prefix'] },
      ...('ExpirationInDays' in rule && { Expiration: { Days: rule['ExpirationInDays'] } }),
      ...('AbortIncompleteMultipartUpload' in rule && {
        AbortIncompleteMultipartUpload: rule['AbortIncompleteMultipartUpload'],
      }),
    }));
    for (const rule of wanted.lifecycle)
      assert.ok(
        made.some((each: object) => JSON.stringify(each) === JSON.stringify(rule)),
        rule.ID,
      );
    assert.deepEqual(photos.Properties.PublicAccessBlockConfiguration, wanted.publicAccess);

    const [policy] = resourcesOf(templates, 'AWS::S3::BucketPolicy').filter(({ Properties }) =>
      JSON.stringify(Properties).includes('WmoryNoOverwrite'),
    );
    for (const statement of wanted.policy) {
      const found = policy?.Properties.PolicyDocument.Statement.find(
        ({ Sid }: { Sid: string }) => Sid === statement.Sid,
      );
      assert.ok(found, statement.Sid);
      assert.equal(found.Effect, statement.Effect);
      assert.deepEqual(found.Principal, { AWS: '*' });
      assert.equal(found.Action, statement.Action);
      assert.deepEqual(found.Condition, statement.Condition);
      assert.deepEqual([found.Resource].flat().map(nameObjects), statement.Resource.map(nameObjects));
    }
  });

/** What comes after the bucket in an ARN, whether it is written out or put together by CloudFormation. */
function nameObjects(resource: unknown): string {
  if (typeof resource === 'string') return resource.replace('arn:aws:s3:::BUCKET', '');
  const join = (resource as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'];
  return join ? join[1].filter((part) => typeof part === 'string').join('') : '';
}
