import assert from 'node:assert/strict';
import { failedResult, makeFile, putParts, send, type TestFile, work } from '../media/media.fixture.ts';
import { multipartIn, type Process } from './crash-world.fixture.ts';
import type { Stage } from './stage.fixture.ts';

/** Prepares something, by processes that live, and answers what a process then does to it that may die of it. */
export type Life = (stage: Stage) => Promise<(process: Process) => Promise<void>>;

/** Bytes of a file of two parts. */
export const large = (column: 'embedded' | 'cloud'): number => multipartIn(column).partSize + 1000;

/** Announces a large file and sends its second part, which is small. */
export async function beginParts(
  { media }: Process,
  { ada }: Stage,
  groupId: string,
  { item, bytes }: TestFile,
) {
  const [answer] = await media.authoriseUploads(ada, { groupId, items: [item] });
  assert.ok(answer?.outcome === 'authorised' && answer.kind === 'multipart');
  await putParts(media, ada, { groupId, answer, bytes }, [2]);
  return answer.uploadId;
}

export const uploadLives = (column: 'embedded' | 'cloud'): Record<string, Life> => ({
  async 'an upload'({ ada, groupId, newFiles, safe }) {
    return async ({ media }) => {
      const files = newFiles(2);
      const uploadIds = await send(media, ada, groupId, files);
      const receipts = await media.confirmUploads(ada, { groupId, uploadIds });
      assert.ok(receipts.every(({ outcome }) => outcome === 'verified'));
      for (const { item } of files) safe.add(item.sha256);
    };
  },
  'an upload in parts':
    async ({ ada, groupId, newFiles, safe }) =>
    async ({ media }) => {
      const [file] = newFiles(1, large(column));
      assert.ok(file);
      const [answer] = await media.authoriseUploads(ada, { groupId, items: [file.item] });
      assert.ok(answer?.outcome === 'authorised' && answer.kind === 'multipart');
      await putParts(media, ada, { groupId, answer, bytes: file.bytes }, [1]);
      // As a client does that goes on.
      const { uploadId } = answer;
      const { parts } = await media.listParts(ada, { groupId, uploadId });
      assert.equal(parts.length, 1);
      await putParts(media, ada, { groupId, answer, bytes: file.bytes }, [2]);
      await media.confirmUploads(ada, { groupId, uploadIds: [uploadId] });
      safe.add(file.item.sha256);
    },
  async 'an upload that is cancelled'({ ada, groupId, newFiles }) {
    return async ({ media }) => {
      const uploadIds = await send(media, ada, groupId, newFiles(1));
      await media.cancelUploads(ada, { groupId, uploadIds });
    };
  },
  async 'an upload in parts that is cancelled'(stage) {
    const { ada, groupId, newFiles } = stage;
    return async (process) => {
      const [file] = newFiles(1, large(column));
      assert.ok(file);
      const uploadId = await beginParts(process, stage, groupId, file);
      await process.media.cancelUploads(ada, { groupId, uploadIds: [uploadId] });
    };
  },
});

export const photoLives: Record<string, Life> = {
  async processing(stage) {
    const { ada, groupId, newPhotos, doomed } = stage;
    const [good, weak, bad] = await newPhotos(ada, groupId, 3, 'unprepared');
    assert.ok(good && weak && bad);
    doomed.add(bad.sha256);
    return async ({ media, queue }) => {
      await media.start({ queueIsNew: true });
      await media.sweeps['resendJobs']?.();
      for (const job of queue.sent.splice(0)) {
        if (job.photoId === weak.id) await queue.deliver(failedResult(job));
        else if (job.photoId === bad.id) await queue.deliver(failedResult(job, 'corrupt', false));
        else {
          const result = await work(job, { latitude: 41.2, longitude: -96.1 });
          for (let times = 0; times < 2; times++) await queue.deliver(result);
        }
      }
    };
  },

  async 'the film of a live photo'(stage) {
    const { ada, groupId, newPhotos, safe, doomed } = stage;
    const [kept, gone] = await newPhotos(ada, groupId, 2);
    assert.ok(kept && gone);
    return async ({ media, queue }) => {
      const films = [kept, gone].map(({ id: motionOf }) =>
        makeFile({ name: 'IMG.MOV', mimeType: 'video/quicktime', kind: 'video', motionOf }),
      );
      const uploadIds = await send(media, ada, groupId, films);
      const receipts = await media.confirmUploads(ada, { groupId, uploadIds });
      assert.ok(receipts.every(({ outcome }) => outcome === 'verified'));
      for (const { item } of films) safe.add(item.sha256);
      await media.start({ queueIsNew: true });
      await media.sweeps['resendMotions']?.();
      for (const job of queue.sent.splice(0)) {
        const result = await work(job, { mimeType: job.source.mimeType, latitude: 41.2, longitude: -96.1 });
        for (let times = 0; times < 2; times++) await queue.deliver(result);
      }
      for (const digest of [gone.sha256, films[1]?.item.sha256 ?? '']) doomed.add(digest);
      await media.trashPhotos(ada, { groupId, photoIds: [gone.id] });
      await media.purgePhotos(ada, { groupId, photoIds: [gone.id] });
    };
  },

  async 'trash, and what comes out of it or goes for good'(stage) {
    const { ada, groupId, newPhotos, doomed } = stage;
    const [kept, gone] = await newPhotos(ada, groupId, 2);
    assert.ok(kept && gone);
    return async ({ media }) => {
      await media.trashPhotos(ada, { groupId, photoIds: [kept.id, gone.id] });
      await media.restorePhotos(ada, { groupId, photoIds: [kept.id] });
      doomed.add(gone.sha256);
      await media.purgePhotos(ada, { groupId, photoIds: [gone.id] });
    };
  },
};
