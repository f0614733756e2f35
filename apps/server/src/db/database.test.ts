import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { uuidv7 } from 'uuidv7';
import { openTestDatabase } from './database.fixture.ts';
import { type Database, insertIgnoring, insertMissing, isConflict, prepare, type Tx } from './index.ts';

let database: Database;
before(async () => {
  database = await openTestDatabase();
});
after(() => database.close());

const user = (email: string) => ({
  id: uuidv7(),
  email,
  name: 'Ada',
  password_hash: '-',
  created_at: 0,
  verified_at: null,
  suspended_at: null,
  quota_limit: null,
});
/** SQLite's rows have no prototype. */
const plain = <T extends object>(rows: readonly T[]): T[] => rows.map((row) => ({ ...row }));
const byEmail = async (email: string) =>
  (await database.sql.selectFrom('users').select('email').where('email', '=', email).execute()).map(
    (row) => row.email,
  );
const owe = (db: Pick<Database | Tx, 'sql'>, object_key: string) =>
  db.sql.insertInto('object_deletions').values({ object_key, due_at: 0, tries: 0 }).execute();
const owed = async () =>
  (await database.sql.selectFrom('object_deletions').select('object_key').execute()).map(
    (row) => row.object_key,
  );

describe('text', () => {
  // Pairs that a collation may take for the same.
  const alike = [
    'ada@x',
    'Ada@x',
    'ada@x ',
    'áda@x',
    'a\u0301da@x',
    'ada@x\u200b',
    'ｱda@x',
    'ßda@x',
    'ssda@x',
  ];

  it('is the same only byte by byte, in lookups as in unique keys', async () => {
    for (const email of alike) await database.sql.insertInto('users').values(user(email)).execute();
    for (const email of alike) assert.deepEqual(await byEmail(email), [email]);
    for (const email of alike)
      await assert.rejects(database.sql.insertInto('users').values(user(email)).execute(), isConflict);
    assert.deepEqual(await byEmail('ADA@X'), []);
    assert.deepEqual(await byEmail('ada@x  '), []);
  });

  it('is ordered by bytes', async () => {
    const keys = ['B', 'a', 'b', 'Á', 'a ', 'aa', '😀', 'ﬀ'];
    for (const key of keys) await owe(database, `order/${key}`);
    const rows = await database.sql
      .selectFrom('object_deletions')
      .select('object_key')
      .where('object_key', '>=', 'order/')
      .where('object_key', '<', 'order0')
      .orderBy('object_key')
      .execute();
    const sorted = keys.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    assert.deepEqual(
      rows.map((row) => row.object_key.slice(6)),
      sorted,
    );
  });

  it('comes back as it went in', async () => {
    const name = `👩‍👩‍👧 "'\\\`\n\t\u0001 ; -- ? :a %_ é`;
    const row = { ...user('text@x'), name };
    await database.sql.insertInto('users').values(row).execute();
    const found = await database.sql.selectFrom('users').selectAll().where('name', '=', name).execute();
    assert.deepEqual(
      plain(found).map((each) => ({ ...each, ...row })),
      plain(found),
    );
    assert.equal(found.length, 1);
  });
});

describe('numbers', () => {
  it('are exact up to 2^53 - 1, below zero too, and fractions are doubles', async () => {
    for (const due_at of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0, -1]) {
      const object_key = `number/${due_at}`;
      await database.sql.insertInto('object_deletions').values({ object_key, due_at, tries: 0 }).execute();
      const row = await database.sql
        .selectFrom('object_deletions')
        .select('due_at')
        .where('object_key', '=', object_key)
        .executeTakeFirst();
      assert.equal(row?.due_at, due_at);
    }
  });
});

describe('a statement', () => {
  it('counts the rows it found, changed or not', async () => {
    await owe(database, 'count');
    const touch = async (tries: number) =>
      (
        await database.sql
          .updateTable('object_deletions')
          .set({ tries })
          .where('object_key', '=', 'count')
          .executeTakeFirst()
      ).numUpdatedRows;
    assert.deepEqual([await touch(1), await touch(1)], [1n, 1n]);
  });

  it('passes over what is there, and over nothing else', async () => {
    const row = { object_key: 'ignored', due_at: 0, tries: 0 };
    assert.equal(await insertIgnoring(database.sql, 'object_deletions', row), 1);
    assert.equal(await insertIgnoring(database.sql, 'object_deletions', { ...row, tries: 9 }), 0);
    const rows = [row, { ...row, object_key: 'missing' }];
    await insertMissing(database.sql, 'object_deletions', rows, 'object_key');
    const found = await database.sql
      .selectFrom('object_deletions')
      .select('tries')
      .where('object_key', 'in', ['ignored', 'missing'])
      .execute();
    assert.deepEqual(plain(found), [{ tries: 0 }, { tries: 0 }]);
    const orphan = { id: uuidv7(), user_id: uuidv7(), day: 0, bytes: 0, state: 'open' } as const;
    await assert.rejects(insertIgnoring(database.sql, 'quota_reservations', orphan));
    await assert.rejects(insertMissing(database.sql, 'quota_reservations', orphan, 'id'));
  });
});

describe('a transaction', () => {
  it('is undone as a whole when its work throws, and says so to nobody', async () => {
    let effects = 0;
    const work = database.transaction(async (tx) => {
      await owe(tx, 'undone');
      tx.afterCommit(() => effects++);
      throw new RangeError('no');
    });
    await assert.rejects(work, RangeError);
    assert.equal((await owed()).includes('undone'), false);
    assert.equal(effects, 0);
  });

  it('goes on after a statement of its own that found a key taken', async () => {
    await owe(database, 'taken');
    await database.transaction(async (tx) => {
      await owe(tx, 'before');
      await assert.rejects(owe(tx, 'taken'), isConflict);
      await owe(tx, 'behind');
    });
    const there = await owed();
    assert.deepEqual(
      ['before', 'behind'].map((key) => there.includes(key)),
      [true, true],
    );
  });

  it('runs again from its start when another stands in its way', async () => {
    await owe(database, 'x');
    await owe(database, 'y');
    let works = 0;
    const both = (first: string, second: string) =>
      database.transaction(async (tx) => {
        works++;
        for (const object_key of [first, second])
          await tx.sql
            .updateTable('object_deletions')
            .set((set) => ({ tries: set('tries', '+', 1) }))
            .where('object_key', '=', object_key)
            .execute();
      });
    const all = Array.from({ length: 20 }, (_, index) => (index % 2 ? both('x', 'y') : both('y', 'x')));
    await Promise.all(all);
    const rows = await database.sql
      .selectFrom('object_deletions')
      .select('tries')
      .where('object_key', 'in', ['x', 'y'])
      .execute();
    assert.deepEqual(plain(rows), [{ tries: 20 }, { tries: 20 }]);
    assert.ok(works >= 20);
  });
});

it('refuses to change or take away what the audit log holds', async () => {
  const none = { actor_id: null, group_id: null, subject_id: null, request_id: null, ip: null };
  const entry = { id: uuidv7(), at: 0, action: 'group.created', details: '{}', ...none };
  await database.sql.insertInto('audit_logs').values(entry).execute();
  await assert.rejects(database.sql.updateTable('audit_logs').set({ at: 1 }).execute(), /append-only/);
  await assert.rejects(database.sql.deleteFrom('audit_logs').execute(), /append-only/);
});

describe('a prepared query', () => {
  const named = prepare((db, { email, limit }: { email: string; limit: number }) =>
    db.sql.selectFrom('users').select(['email', 'name']).where('email', '=', email).limit(limit),
  );

  it('asks with the values of each run, in a transaction as outside', async () => {
    const emails = [`${uuidv7()}@x`, `${uuidv7()}@x`];
    for (const email of emails) await database.sql.insertInto('users').values(user(email)).execute();
    for (const email of emails)
      assert.deepEqual(plain(await named(database, { email, limit: 1 })), [{ email, name: 'Ada' }]);
    assert.deepEqual(await named(database, { email: emails[0] ?? '', limit: 0 }), []);
    await assert.rejects(
      database.transaction(async (tx) => {
        const email = `${uuidv7()}@x`;
        await tx.sql.insertInto('users').values(user(email)).execute();
        assert.equal((await named(tx, { email, limit: 1 })).length, 1);
        emails.push(email);
        throw new Error('undone');
      }),
      /undone/,
    );
    assert.deepEqual(await named(database, { email: emails[2] ?? '', limit: 1 }), []);
  });
});

describe('the revision of a photo', () => {
  it('rises with every change of it, and of no other, whoever makes it', async () => {
    const [userId, groupId] = [uuidv7(), uuidv7()];
    await database.sql
      .insertInto('users')
      .values({ ...user(`${userId}@x`), id: userId })
      .execute();
    const counts = { member_count: 1, photo_count: 2, created_at: 0, active_at: 0 };
    const group = { id: groupId, name: 'Alps', created_by: userId, cover_photo_id: null, deleted_at: null };
    await database.sql
      .insertInto('groups')
      .values({ ...group, ...counts })
      .execute();
    const ids = [uuidv7(), uuidv7()];
    for (const id of ids)
      await database.sql
        .insertInto('photos')
        .values({
          id,
          group_id: groupId,
          uploader_id: userId,
          kind: 'image',
          state: 'processing',
          sha256: id,
          size: 1,
          mime_type: 'image/jpeg',
          file_name: 'a.jpg',
          storage_key: id,
          caption: '',
          taken_at: 0,
          added_at: 0,
        } as never)
        .execute();
    const revisions = async () => {
      const rows = await database.sql
        .selectFrom('photos')
        .select(['id', 'revision'])
        .where('id', 'in', ids)
        .execute();
      return ids.map((id) => rows.find((row) => row.id === id)?.revision);
    };
    const [first = ''] = ids;
    const caption = (text: string, db: Pick<Tx, 'sql'> = database as never) =>
      db.sql.updateTable('photos').set({ caption: text }).where('id', '=', first).executeTakeFirst();

    assert.deepEqual(await revisions(), [1, 1]);
    assert.equal((await caption('a')).numUpdatedRows, 1n);
    assert.deepEqual(await revisions(), [2, 1]);
    // To what it is already, as well.
    await caption('a');
    assert.deepEqual(await revisions(), [3, 1]);
    const undone = database.transaction(async (tx) => {
      await caption('b', tx);
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    assert.deepEqual(await revisions(), [3, 1]);
    const all = await database.sql
      .updateTable('photos')
      .set({ state: 'failed' })
      .where('id', 'in', ids)
      .executeTakeFirst();
    assert.equal(all.numUpdatedRows, 2n);
    assert.deepEqual(await revisions(), [4, 2]);
  });
});
