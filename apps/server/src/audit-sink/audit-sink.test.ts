import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import {
  DeleteObjectCommand,
  GetObjectRetentionCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { openS3Bucket, type S3Bucket } from '../../../../tools/services/s3-bucket.ts';
import { createFileSink } from './file.ts';
import { type AuditSink, fromWord, type SignedHead, toWord } from './port.ts';
import { createS3Sink } from './s3.ts';

const headOf = (seq: number): SignedHead => ({
  at: 1_800_000_000_000 + seq,
  seq,
  hash: seq.toString(16).padStart(64, 'a'),
  mac: seq.toString(16).padStart(64, 'b'),
});

async function listAll(sink: AuditSink): Promise<(SignedHead | null)[]> {
  const heads: (SignedHead | null)[] = [];
  for await (const head of sink.list()) heads.push(head);
  return heads;
}

describe('the word of a head', () => {
  it('tells all of it, and is in order', () => {
    const heads = [1, 9, 10, 2 ** 50].map(headOf);
    assert.deepEqual(heads.map(toWord).map(fromWord), heads);
    assert.deepEqual(heads.map(toWord).sort(), heads.map(toWord));
    const word = toWord(headOf(1));
    for (const other of ['', 'x', word.slice(1), `${word}0`, word.replace('a', 'g'), word.toUpperCase()])
      assert.equal(fromWord(other), null, other);
  });
});

describe('a file', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wmory-heads-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('only grows, by a line each', async () => {
    const path = join(folder, 'new/heads');
    const sink = createFileSink(path);
    assert.deepEqual(await listAll(sink), []);
    for (const seq of [1, 2, 2]) await sink.put(headOf(seq));
    assert.deepEqual(await listAll(sink), [1, 2, 2].map(headOf));
    assert.equal((await readFile(path, 'utf8')).split('\n').length, 4);
  });

  it('loses nothing but the line in which a crash cut it off', async () => {
    const path = join(folder, 'cut');
    const sink = createFileSink(path);
    await sink.put(headOf(1));
    await appendFile(path, toWord(headOf(2)).slice(0, 50));
    await sink.put(headOf(3));
    assert.deepEqual(await listAll(sink), [headOf(1), null, headOf(3)]);
  });
});

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
