import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { test } from 'node:test';
import { type Specimen, specimens } from './corpus.fixture.ts';
import { createEmbeddedQueue } from './embedded.ts';
import { openTestStore } from './store.fixture.ts';
import { collectResults } from './suite.ts';

/** What a file may fail of; any other reason is a fault of ours. */
const FAULTS_OF_FILES = ['corrupt', 'too-many-pixels', 'type-mismatch', 'type-unsupported'];

const types: Record<string, string> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.avif': 'image/avif',
  '.heic': 'image/heic',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
};

/** Every file below the folder that WMORY_CORPUS names, as what its name says. */
function* given(): Generator<Specimen> {
  const folder = process.env['WMORY_CORPUS'];
  if (!folder) return;
  for (const name of globSync('**/*', { cwd: folder }).sort()) {
    if (!statSync(join(folder, name)).isFile()) continue;
    const mimeType = types[extname(name).toLowerCase()] ?? 'image/jpeg';
    yield { name, mimeType, bytes: readFileSync(join(folder, name)) };
  }
}

test('files made to break decoders end as ready or failed, and kill, hang or swell no processor', {
  timeout: 580_000,
}, async (context) => {
  const surprises: string[] = [];
  const warnings: unknown[] = [];
  const log = { warn: (fields: object) => void warnings.push(fields) };
  const store = await openTestStore();
  // The processors end what takes longer, or more memory than they may, and say so.
  const jobTimeoutMs = Number(process.env['WMORY_CORPUS_SECONDS'] ?? 60) * 1000;
  const queue = createEmbeddedQueue({ processes: 2, jobTimeoutMs, log });
  const { handler, of } = collectResults();
  queue.consume(handler);
  const left = (function* () {
    yield* specimens();
    yield* given();
  })();
  const counts: Record<string, number> = {};
  const lane = async (): Promise<void> => {
    for (const { name, ends, ...file } of left) {
      const job = store.job(file);
      await queue.send(job);
      const [result] = await of(job);
      for (const key of store.objects.keys()) if (key.includes(job.photoId)) store.objects.delete(key);
      const end = result?.outcome === 'failed' ? result.reason : (result?.outcome ?? 'nothing');
      counts[end] = (counts[end] ?? 0) + 1;
      if (!['ready', ...FAULTS_OF_FILES].includes(end) || (ends && result?.outcome !== ends))
        surprises.push(`${name}: ${end}`);
    }
  };
  try {
    await Promise.all([lane(), lane()]);
  } finally {
    await queue.close({ graceMs: 0 });
    await store.close();
  }
  assert.deepEqual([surprises, warnings], [[], []]);
  context.diagnostic(JSON.stringify(counts));
});
