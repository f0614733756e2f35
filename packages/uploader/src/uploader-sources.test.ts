import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { SourceChanged, SourceUnreadable } from './ports.ts';
import { createScene, sourceOf } from './scene.ts';

test('an unreadable file fails and can be retried once it can be read', async () => {
  let readable = false;
  const { uploader, finish, statuses } = createScene(
    {},
    {
      hash: async ({ handle }) => {
        if (!readable) throw new Error('EACCES');
        return { sha256: 'a'.repeat(64), size: handle.length };
      },
      put: async () => ({ status: 412, retryAfter: null }),
    },
  );
  uploader.add([sourceOf('a')]);
  const { files } = await finish();
  assert.deepEqual([files[0]?.status, files[0]?.cause], ['failed', 'unreadable']);
  readable = true;
  uploader.retry();
  assert.deepEqual(statuses(), ['waiting']);
});

test('a file that changes after it was hashed is hashed again and uploaded as it is now', async () => {
  let content = 'first';
  const { uploader, finish, service } = createScene(
    {},
    {
      hash: async () => {
        const digest = { sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
        content = 'second';
        return digest;
      },
      put: (upload) => service.put({ ...upload, source: { ...upload.source, handle: content } }),
    },
  );
  uploader.add([sourceOf('a', 'first')]);
  const { files } = await finish();
  assert.deepEqual([files[0]?.status, files[0]?.size], ['verified', 'second'.length]);
  assert.equal(service.reserved(), 0);
});

test('a file that changes every time fails as changed, and holds no quota', async () => {
  const { uploader, finish, service, timer } = createScene(
    {},
    { put: async () => ({ status: 400, retryAfter: null }) },
  );
  uploader.add([sourceOf('a')]);
  const { files } = await finish();
  assert.deepEqual([files[0]?.status, files[0]?.cause], ['failed', 'changed']);
  await timer.pass(10);
  assert.equal(service.reserved(), 0);
});

test('a file whose size is another when it is sent is hashed again', async () => {
  let content = 'grown since';
  const scene = createScene(
    {},
    {
      put: (upload) => {
        if (upload.size !== content.length) return Promise.reject(new SourceChanged());
        return scene.service.put({ ...upload, source: { ...upload.source, handle: content } });
      },
      hash: async () => {
        const digest = { sha256: createHash('sha256').update(content).digest('hex'), size: content.length };
        content = 'grown since it was hashed';
        return digest;
      },
    },
  );
  scene.uploader.add([sourceOf('a')]);
  const { files } = await scene.finish();
  assert.deepEqual([files[0]?.status, files[0]?.size], ['verified', content.length]);
  assert.equal(scene.service.reserved(), 0);
});

test('a file that vanishes before it is sent fails as unreadable, and holds no quota', async () => {
  const { uploader, finish, service, timer } = createScene(
    {},
    { put: () => Promise.reject(new SourceUnreadable()) },
  );
  uploader.add([sourceOf('a')]);
  const { files } = await finish();
  assert.deepEqual([files[0]?.status, files[0]?.cause], ['failed', 'unreadable']);
  await timer.pass(10);
  assert.equal(service.reserved(), 0);
});
