import { type ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { enter } from '../tools/person.ts';
import { fillGroup } from './feed-rows.fixture.ts';
import { createLoad } from './load.fixture.ts';

const PHOTOS = 1_000;
const PAGE = 100;
const CONNECTIONS = 8;
const ROUNDS = 9;
const SECONDS = 2;

/**
 * Requests a second of a feed page of 100 photos with its 200 signed addresses, as a ratio to a bare Fastify route
 * that answers the same bytes from memory. Each server is a process of its own; they are asked in turn, never at once.
 *
 * Of a page's time some 30 % are the database's (session, membership, ids and revisions, names), 25 % go to writing it to the socket,
 * and most of the rest to HTTP; photos are kept as they were presented (docs/adr/0022-rendered-photos.md).
 */
export async function run(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'wmory-api-'));
  const env = { ...process.env, PORT: '0', WMORY_DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const children: ChildProcess[] = [];
  async function start(file: string): Promise<{ child: ChildProcess; url: string }> {
    const child = fork(new URL(file, import.meta.url), {
      env: { ...env, RATE_LIMIT_FACTOR: '1000000' },
    });
    children.push(child);
    const [url] = (await once(child, 'message')) as [string];
    return { child, url };
  }

  try {
    const server = await start('./api-server.fixture.ts');
    const { url: target, headers } = await openFeed(server.url, dataDir);
    const page = await (await fetch(target, { headers })).text();
    const bare = await start('./api-bare.fixture.ts');
    bare.child.send(page);
    await once(bare.child, 'message');
    const loads = {
      bare: createLoad(new URL(bare.url), {}, CONNECTIONS),
      api: createLoad(target, headers, CONNECTIONS),
    };
    // What is compiled while it runs is not what is measured.
    await loads.bare.run(SECONDS);
    await loads.api.run(SECONDS);
    const ratios: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      const most = await loads.bare.run(SECONDS);
      const api = await loads.api.run(SECONDS);
      ratios.push(api / most);
      console.log(
        `${api.toFixed(0)} of ${most.toFixed(0)} pages a second, ${(page.length / 1000).toFixed(0)} KB each`,
      );
    }
    const [median = Number.NaN] = ratios.sort((a, b) => a - b).slice(Math.floor(ROUNDS / 2));
    console.log(`api ${median.toFixed(3)} ratio`);
    for (const load of Object.values(loads)) load.close();
  } finally {
    for (const child of children) {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    }
    await rm(dataDir, { recursive: true });
  }
}

/** The first page of a group with photos, and what its owner asks for it with. */
async function openFeed(
  url: string,
  dataDir: string,
): Promise<{ url: URL; headers: { authorization: string } }> {
  const account = { name: 'Ada', email: 'ada@example.org', password: randomUUID() };
  const { client, me } = await enter(url, account);
  const { id: groupId } = await client.createGroup({ body: { name: 'Alps' } });
  const database = new DatabaseSync(join(dataDir, 'wmory.sqlite'), { timeout: 10_000 });
  fillGroup(database, { groupId, userId: me.id, size: PHOTOS });
  database.close();
  const { email, password } = account;
  const { accessToken } = await client.logIn({ body: { email, password } });
  return {
    url: new URL(`/api/v1/groups/${groupId}/photos?limit=${PAGE}`, url),
    headers: { authorization: `Bearer ${accessToken}` },
  };
}
