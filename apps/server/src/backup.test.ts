import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { type Stack, startStack } from '../../../tools/dev-stack.ts';
import { enter, settled, share } from '../../../tools/person.ts';
import { statusOf } from '../../../tools/status-of.ts';
import { createApp } from './app.ts';
import { DAY } from './clock.ts';
import { parseConfig } from './config.ts';

const ada = { name: 'Ada', email: 'ada@example.org', password: 'seven green bicycles' };

async function addPhoto({ url }: Stack, groupId: string, name: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../tools/photos', name)));
  await share(await enter(url, ada), groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  await settled(await enter(url, ada), groupId);
}

/** What docs/operations.md says to do while the server runs: the database first, then the objects and the secret. */
async function backUp(from: string, to: string, between: () => Promise<void>): Promise<void> {
  const source = new DatabaseSync(join(from, 'wmory.sqlite'), { readOnly: true });
  await backup(source, join(to, 'wmory.sqlite'));
  source.close();
  await between();
  cpSync(join(from, 'objects'), join(to, 'objects'), { recursive: true });
  cpSync(join(from, 'secret'), join(to, 'secret'));
}

test('a backup taken while people add photos is restored whole: every photo has its files, none is left over', async () => {
  const to = mkdtempSync(join(tmpdir(), 'wmory-backup-'));
  const stack = await startStack({ column: 'embedded' });
  try {
    const person = await enter(stack.url, ada);
    const group = await person.client.createGroup({ body: { name: 'Alps' } });
    await addPhoto(stack, group.id, 'wood_anemones.jpg');
    await addPhoto(stack, group.id, 'cyclamen_persicum.jpg');
    await backUp(stack.dataDir, to, () => addPhoto(stack, group.id, 'silver_fir.jpg'));
    await stack.stop();

    let now = Date.now();
    const config = parseConfig({ PORT: '0', LOG_LEVEL: 'error', WMORY_DATA_DIR: to });
    const restored = await createApp(config, { sweepInterval: 0, clock: () => now });
    const url = await restored.listen();
    try {
      const photos = await settled(await enter(url, ada), group.id);
      assert.equal(photos.length, 2);
      assert.ok(photos.every(({ state }) => state === 'ready'));
      const addresses = photos.flatMap(({ urls }) => Object.values(urls ?? {}));
      assert.equal(addresses.length, 4);
      for (const address of addresses) assert.equal(await statusOf(new URL(address, url)), 200, address);

      const mediaKeys = async () => (await restored.storage.list('media/')).map(({ key }) => key);
      const before = (await mediaKeys()).length;
      now += 3 * DAY;
      await restored.sweep();
      await restored.sweep();
      const keys = await mediaKeys();
      // The photo that came in between is in the objects alone: its files, and only they, are cleared away.
      assert.equal(before - keys.length, before / 3);
      const rows = await restored.database.sql.selectFrom('photos').select('storage_key').execute();
      for (const { storage_key } of rows) assert.ok(keys.includes(storage_key), storage_key);
      assert.equal(new Set(keys.map((key) => key.split('/')[2])).size, rows.length);
    } finally {
      await restored.close();
    }
  } finally {
    rmSync(to, { recursive: true });
  }
});
