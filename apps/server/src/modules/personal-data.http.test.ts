import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { exportDocuments } from '@wmory/contract/export-documents';
import { sql } from 'kysely';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import { type Person, settled, share, showAvatar } from '../../../../tools/person.ts';
import { createAuthenticator } from '../../../../tools/software-authenticator.ts';
import { holdings } from './personal-data.fixture.ts';

const PHOTOS = join(import.meta.dirname, '../../../../tools/photos');
/** Names of columns that say who, whatever a table is about. */
const saysWho =
  /^(user|uploader|reporter|asker|person|blocker|blocked|actor|owner|member)_id$|_by$|(^|_)email$/;

let stack: Stack;
let [anna, ben, cleo]: Person[] = [];

function the(person: Person | undefined): Person {
  assert.ok(person);
  return person;
}

async function add(person: Person, groupId: string, name: string): Promise<string> {
  const bytes = new Uint8Array(await readFile(join(PHOTOS, name)));
  await share(person, groupId, [{ name, mimeType: 'image/jpeg', bytes }]);
  const photos = await settled(person, groupId);
  return photos.find(({ originals }) => originals[0]?.name === name)?.id ?? assert.fail(name);
}

async function makeGroup(owner: Person, name: string, members: readonly Person[]): Promise<[string, string]> {
  const { id } = await owner.client.createGroup({ body: { name } });
  const { token } = await owner.client.createInvite({ params: { groupId: id }, body: {} });
  for (const member of members) await member.client.joinGroup({ body: { token } });
  return [id, token];
}

async function showFace(person: Person): Promise<void> {
  const bytes = new Uint8Array(await readFile(join(PHOTOS, 'portrait.jpg')));
  assert.equal((await showAvatar(person, bytes)).state, 'ready');
}

/** Something of Anna's in every document. */
async function live(): Promise<void> {
  const [alps] = await makeGroup(the(ben), 'Alps', [the(anna), the(cleo)]);
  await makeGroup(the(anna), 'Lisbon', [the(ben)]);
  const [left] = await makeGroup(the(cleo), 'Oslo', [the(anna)]);
  const [closed, token] = await makeGroup(the(cleo), 'Closed', []);
  await the(cleo).client.updateRules({ params: { groupId: closed }, body: { joining: 'approval' } });
  const mine = the(anna).client;
  await mine.joinGroup({ body: { token } });

  const hidden = await add(the(anna), alps, 'portrait.jpg');
  const asked = await add(the(anna), alps, 'wood_anemones.jpg');
  const theirs = await add(the(ben), alps, 'silver_fir.jpg');
  await add(the(anna), left, 'el_torcal_rocks.jpg');
  await mine.leaveGroup({ params: { groupId: left }, body: { terms: 'stay' } });

  const subject = { kind: 'photo', groupId: alps, photoId: hidden } as const;
  await the(cleo).client.report({ body: { subject, reason: 'spam' } });
  const caseId = (await the(ben).client.listCases()).cases[0]?.id ?? assert.fail('nothing is reported');
  await the(ben).client.decideCase({ params: { caseId }, body: { actions: [{ kind: 'hide' }] } });
  await the(cleo).client.askToHide({ params: { groupId: alps, photoId: asked }, body: {} });
  await mine.report({ body: { subject: { ...subject, photoId: theirs }, reason: 'other', text: 'Mine' } });
  await showFace(the(anna));
  await mine.updateNotifications({ body: { photos: 'daily' } });
  await mine.muteGroup({ params: { groupId: alps } });
  await mine.blockPerson({ params: { userId: the(cleo).me.id }, body: {} });

  await mine.confirmIdentity({ body: { password: the(anna).password } });
  const passkey = createAuthenticator(stack.url.replace('127.0.0.1', 'localhost')).create(
    await mine.preparePasskey(),
  );
  await mine.addPasskey({ body: { passkey, name: 'Phone' } });
  await mine.requestEmailChange({ body: { email: 'anna@elsewhere.example' } });
  await mine.requestDeletion({ body: { photos: 'give' } });
}

async function documentsOf({ client }: Person): Promise<Record<string, object>> {
  const calls = { client, ask: <T>(act: () => Promise<T>) => act(), options: {} };
  const read = exportDocuments.map(async (document) => [document.name, await document.read(calls)] as const);
  const photos = (await client.exportPhotos({ query: { limit: 100 } })).photos;
  return Object.fromEntries([...(await Promise.all(read)), ['photos.json', { photos }]]);
}

before(async () => {
  stack = await startStack();
  [anna, ben, cleo] = await Promise.all(['Anna', 'Ben', 'Cleo'].map(stack.person));
  await live();
});
after(() => stack.stop());

const columnsOf = async () =>
  (await stack.app.database.sql.introspection.getTables()).map(({ name, columns }) => ({
    name,
    columns: columns.map((column) => column.name),
  }));

/** What the list says of a column; undefined: nothing. */
const holdingOf = (table: string, column: string) => {
  const listed = holdings[table as keyof typeof holdings] as Record<string, unknown> | string | undefined;
  return typeof listed === 'object' ? listed[column] : undefined;
};

test('every table is on the list that says what of a person their export holds, with each column that says who', async () => {
  const tables = (await columnsOf()).filter(({ name }) => !name.startsWith('migration'));
  assert.deepEqual(tables.map(({ name }) => name).sort(), Object.keys(holdings).sort());
  const unlisted = tables.flatMap(({ name, columns }) =>
    columns
      .filter((column) => saysWho.test(column) && holdingOf(name, column) === undefined)
      .map((column) => `${name}.${column}`),
  );
  assert.deepEqual(unlisted, []);
});

test('so is every column that holds the id or the address of a person, whatever it is called', async () => {
  const { sql: queries } = stack.app.database;
  const ids = [anna, ben, cleo].flatMap((person) => [the(person).me.id, the(person).email]);
  const unlisted: string[] = [];
  for (const { name, columns } of await columnsOf())
    for (const column of columns) {
      if (holdingOf(name, column) !== undefined) continue;
      const found =
        await sql`select 1 from ${sql.table(name)} where cast(${sql.ref(column)} as char) in (${sql.join(ids)})`.execute(
          queries,
        );
      if (found.rows.length > 0) unlisted.push(`${name}.${column}`);
    }
  assert.deepEqual(unlisted, []);
});

test('what the list says is held is there', async () => {
  const documents = await documentsOf(the(anna));
  for (const [table, columns] of Object.entries(holdings))
    for (const [column, holding] of typeof columns === 'string' ? [] : Object.entries(columns)) {
      if (typeof holding === 'string') continue;
      const [document, field] = holding;
      const value: unknown = Object.entries(documents[document] ?? {}).find(([name]) => name === field)?.[1];
      const something = Array.isArray(value) ? value.length > 0 : Boolean(value);
      assert.ok(something, `${table}.${column}: ${document} has no ${field}`);
    }
});

test('nothing in an export opens the account, and no address but one’s own is in it', async () => {
  for (const person of [anna, ben, cleo]) {
    const text = JSON.stringify(await documentsOf(the(person)));
    const own = new Set([the(person).email, ...(person === anna ? ['anna@elsewhere.example'] : [])]);
    const addresses = text.match(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g) ?? [];
    assert.deepEqual(new Set(addresses), own);
    assert.doesNotMatch(text, /argon2|_hash|public_key|publicKey|refresh/i);
  }
});

test('photos are counted and weighed by group, and a group that one has left is not named', async () => {
  const { groups } = await the(anna).client.exportSummary();
  const { photos } = await the(anna).client.exportPhotos({ query: {} });
  for (const { groupId, photos: count, bytes } of groups) {
    const own = photos.filter((photo) => photo.groupId === groupId);
    assert.deepEqual([own.length, own.reduce((sum, { size }) => sum + size, 0)], [count, bytes]);
  }
  const shown = groups.map(({ groupName, photos: count }) => [groupName, count]);
  assert.deepEqual(
    shown.sort(),
    [
      [null, 1],
      ['Alps', 2],
    ].sort(),
  );
});

test('what was uploaded on each day comes with the day', async () => {
  const { days } = await the(anna).client.exportUploads();
  const today = new Date().toISOString().slice(0, 10);
  const { groups } = await the(anna).client.exportSummary();
  assert.deepEqual(days, [{ day: today, bytes: groups.reduce((sum, { bytes }) => sum + bytes, 0) }]);
});
