import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { headOf, listAll } from './heads.fixture.ts';
import { type AuditSink, toWord } from './port.ts';
import { createS3Sink } from './s3.ts';

for (const locks of [true, false]) {
  describe(`a bucket ${locks ? 'with' : 'without'} object lock`, () => {
    let bucket: S3Bucket;
    let sink: AuditSink;
    before(async () => {
      bucket = await openS3Bucket({ locks });
      Object.assign(process.env, bucket.credentials);
      const { name, endpoint } = bucket;
      sink = createS3Sink({
        store: { bucket: name, region: 'default', endpoint, pathStyle: true },
        prefix: 'heads/',
        lockDays: 1,
      });
    });
    after(async () => {
      sink.close();
      await bucket.drop();
    });

    it('keeps each head under a name that tells all of it, and never writes over one', async () => {
      for (const seq of [3, 1, 2, 2]) await sink.put(headOf(seq));
      assert.deepEqual(await listAll(sink), [1, 2, 3].map(headOf));
      const { Versions = [] } = await bucket.client.send(
        new ListObjectVersionsCommand({ Bucket: bucket.name, Prefix: 'heads/' }),
      );
      // Ceph takes an object twice where it keeps versions; then both say the same, and both are locked.
      assert.equal(new Set(Versions.map(({ Key }) => Key)).size, 3);
    });

    it('shows what else someone put there', async () => {
      const Key = `heads/${toWord(headOf(4)).slice(4)}.head`;
      await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body: 'x' }));
      await bucket.client.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'heads/notes', Body: 'x' }));
      assert.deepEqual((await listAll(sink)).filter((head) => head === null).length, 1);
    });

    it(locks ? 'lets nobody delete a head before its time' : 'says that it does not lock', async () => {
      const said = await sink.describe();
      assert.match(said, locks ? /locked for 1 days$/ : /whoever may delete objects can delete heads$/);
      if (!locks) return;
      const { Versions = [] } = await bucket.client.send(
        new ListObjectVersionsCommand({ Bucket: bucket.name, Prefix: 'heads/0000000000000' }),
      );
      for (const { Key, VersionId } of Versions) {
        const object = { Bucket: bucket.name, Key, VersionId };
        const { Retention } = await bucket.client.send(new GetObjectRetentionCommand(object));
        assert.equal(Retention?.Mode, 'COMPLIANCE');
        await assert.rejects(
          bucket.client.send(new DeleteObjectCommand({ ...object, BypassGovernanceRetention: true })),
          { name: 'AccessDenied' },
        );
      }
      assert.ok(Versions.length >= 3);
    });
  });
}
