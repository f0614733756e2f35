import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createClient, type Photo } from '@wmory/contract';
import { manyPhotos } from '../../../../tools/many-photos.ts';
import { enter, type Person, share } from '../../../../tools/person.ts';
import { type App, createApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import { run } from './program.ts';

export type Env = Record<string, string>;

/** Settings for an installation in a folder of its own, besides those given. */
export const settingsFor = (dataDir: string, more: Env = {}): Env => ({
  PORT: '0',
  LOG_LEVEL: 'silent',
  RATE_LIMIT_FACTOR: '100000',
  QUOTA_MB_PER_DAY: '100000',
  // Tokens name it as their issuer, and ports change.
  PUBLIC_URL: 'http://photos.example',
  WMORY_DATA_DIR: dataDir,
  ...more,
});

export async function makeFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'wmory-move-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Starts a server with these settings; the address is its own. */
export async function serve(env: Env): Promise<{ app: App; url: string }> {
  const app = await createApp(parseConfig(env), { sweepInterval: 0 });
  await app.listen();
  const address = app.http.server.address();
  return { app, url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` };
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface Shared {
  account: { name: string; email: string; password: string };
  groupId: string;
  /** Of a session that was started before the move. */
  refreshToken: string;
  /** By digest of the original. */
  digests: Set<string>;
}

const BATCH = 50;

/** Someone with a group and so many photos in it. */
export async function fill(url: string, count: number): Promise<Shared> {
  const account = { name: 'Ada', email: 'ada@example.org', password: 'seven green bicycles' };
  const person = await enter(url, account);
  const group = await person.client.createGroup({ body: { name: 'Alps' } });
  const digests = new Set<string>();
  let files: Parameters<typeof share>[2][number][] = [];
  const flush = async (): Promise<void> => {
    await share(person, group.id, files);
    files = [];
  };
  for (const { name, bytes } of manyPhotos(count)) {
    digests.add(hashOf(bytes));
    files.push({ name, mimeType: mimeTypeOf(name), bytes: new Uint8Array(bytes) });
    if (files.length === BATCH) await flush();
  }
  if (files.length > 0) await flush();
  const start = await createClient({ baseUrl: url }).logIn({ body: { ...credentials(account) } });
  return { account, groupId: group.id, refreshToken: start.refreshToken ?? '', digests };
}

const credentials = ({ email, password }: { email: string; password: string }) => ({ email, password });
const mimeTypeOf = (name: string): string =>
  name.endsWith('.png') ? 'image/png' : name.endsWith('.webp') ? 'image/webp' : 'image/jpeg';

/** Every photo of the group, as the API answers them. */
export async function listPhotos({ client }: Person, groupId: string): Promise<Photo[]> {
  const photos: Photo[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listPhotos({ params: { groupId }, query: { ...(cursor && { cursor }) } });
    photos.push(...page.photos);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return photos;
}

export interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
}

/** `wmory admin` in this process. */
export async function administer(
  env: Env,
  args: readonly string[],
  signal = new AbortController().signal,
): Promise<Outcome> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const read = Promise.all([text(stdout), text(stderr)]);
  const code = await run(args, {
    env,
    stdout,
    stderr: stderr as unknown as NodeJS.WriteStream,
    signal,
  });
  stdout.end();
  stderr.end();
  const [out, err] = await read;
  return { code, stdout: out, stderr: err };
}
