import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { retryAfterOf } from '@wmory/contract';
import { text } from './text.ts';

/** What arrived is not what was asked for; it was thrown away. */
export class DigestDiffers extends Error {
  override name = 'DigestDiffers';
  constructor() {
    super(text.digestDiffers);
  }
}

/** The store did not give the file. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
  readonly status: number;
  /** Seconds to wait, where the store says so. */
  readonly retryAfter: number | null;
  constructor(status: number, retryAfter: number | null) {
    super(text.storeAnswered(status));
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export interface WantedFile {
  url: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** Milliseconds without a byte after which a download counts as broken. */
const STALL = 60_000;

/**
 * Downloads a file to a path of its own and goes on where an earlier try broke off. When it resolves, the file is
 * complete, has the hash, and is on the disk.
 */
export async function fetchFile(wanted: WantedFile, path: string, signal: AbortSignal): Promise<void> {
  const handle = await open(path, 'a+');
  try {
    const there = (await handle.stat()).size;
    const start = there > 0 && there <= wanted.size ? there : 0;
    const hash = createHash('sha256');
    if (start < there) await handle.truncate(0);
    if (start > 0)
      for await (const chunk of createReadStream(path, { end: start - 1 })) hash.update(chunk as Buffer);
    if (start < wanted.size) await receive(wanted, start, handle, hash, signal);
    if (hash.digest('hex') !== wanted.sha256 || (await handle.stat()).size !== wanted.size) {
      await handle.truncate(0);
      throw new DigestDiffers();
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

type Hash = ReturnType<typeof createHash>;

async function receive(
  wanted: WantedFile,
  start: number,
  handle: FileHandle,
  hash: Hash,
  signal: AbortSignal,
) {
  const stalled = new AbortController();
  let timeout = setTimeout(() => stalled.abort(), STALL);
  try {
    const headers: Record<string, string> = start > 0 ? { range: `bytes=${start}-` } : {};
    const response = await fetch(wanted.url, { headers, signal: AbortSignal.any([signal, stalled.signal]) });
    const resumed =
      response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${start}-`);
    if (!response.ok || !response.body || (start > 0 && !resumed)) {
      await response.body?.cancel();
      // A store that does not go on where it is asked to gets asked for the whole next time.
      if (response.ok || response.status === 416) await handle.truncate(0);
      throw new StoreRefused(response.status, retryAfterOf(response.headers.get('retry-after')));
    }
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      clearTimeout(timeout);
      timeout = setTimeout(() => stalled.abort(), STALL);
      hash.update(chunk);
      await handle.appendFile(chunk);
    }
  } finally {
    clearTimeout(timeout);
  }
}
