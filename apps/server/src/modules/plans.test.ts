import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CompiledQuery, sql } from 'kysely';
import { openTestDatabase } from '../db/database.fixture.ts';
import type { Database, Tx } from '../db/index.ts';
import { calls } from './plan-calls.fixture.ts';
import { seed } from './plan-seed.fixture.ts';

interface Query {
  sql: string;
  parameters: readonly unknown[];
}

let heard: Query[] = [];
let database: Database;
before(async () => {
  database = await openTestDatabase({ onQuery: (query) => void heard.push(query) });
  await seed(database);
});
after(() => database.close());

/** Thrown to undo what a call changed. */
const undo = new Error('undo');

/** What the call asked of the database, without what inserts. */
async function listen(call: (tx: Tx) => PromiseLike<unknown>): Promise<Query[]> {
  const work = database.transaction(async (tx) => {
    heard = [];
    await call(tx);
    throw undo;
  });
  await assert.rejects(work, undo);
  return heard.filter(({ sql }) => /^(select|update|delete)\b/.test(sql));
}

interface MysqlStep {
  table: string | null;
  type: string | null;
  key: string | null;
  Extra: string | null;
}

/** How the database goes about it, a line each, without what differs from run to run. */
async function explain({ sql: text, parameters }: Query): Promise<string[]> {
  const verb = database.dialect === 'sqlite' ? 'explain query plan' : 'explain format=traditional';
  const { rows } = await database.sql.executeQuery(CompiledQuery.raw(`${verb} ${text}`, [...parameters]));
  if (database.dialect === 'sqlite') return (rows as { detail: string }[]).map(({ detail }) => detail);
  return (rows as MysqlStep[]).map(({ table, type, key, Extra }) => {
    const extra = ['Using filesort', 'Using temporary', 'Using join buffer'].filter((each) =>
      Extra?.includes(each),
    );
    return [table ?? '-', type ?? '-', key ?? '-', ...extra].join(' ');
  });
}

const isScan = (line: string): boolean => /^SCAN /.test(line) || /^\S+ (ALL|index) /.test(line);

async function explainAll(): Promise<Record<string, string[]>> {
  const plans: Record<string, string[]> = {};
  for (const [store, functions] of Object.entries(calls))
    for (const [name, call] of Object.entries(functions)) {
      if (call === null) continue;
      const lines: string[] = [];
      for (const query of await listen(call)) {
        const verb = query.sql.slice(0, 6);
        for (const line of await explain(query)) lines.push(`${verb}: ${line}`);
      }
      plans[`${store} ${name}`] = [...new Set(lines)];
    }
  return plans;
}

test('every function of every store is in the table', async () => {
  const stores = globSync('*/store*.ts', { cwd: import.meta.dirname }).map((path) => path.slice(0, -3));
  assert.deepEqual(stores.sort(), Object.keys(calls).sort());
});

test('every query goes by an index, and as is written down', async () => {
  const plans = await explainAll();
  for (const [name, lines] of Object.entries(plans))
    assert.ok(lines.length > 0 && !lines.some((line) => line.endsWith('- - -')), `${name} looked nothing up`);
  const scans = Object.entries(plans).filter(([, lines]) =>
    lines.some((line) => isScan(line.replace(/^\w+: /, ''))),
  );
  assert.deepEqual(scans, []);
  // Another server than the one the plans were written on may have its own mind about them.
  if (database.dialect === 'mysql') {
    const { rows } = await sql<{ version: string }>`select version() as version`.execute(database.sql);
    if (!rows[0]?.version.includes('MariaDB')) return;
  }
  const file = join(import.meta.dirname, `plans.${database.dialect}.json`);
  if (process.env['WRITE_PLANS']) writeFileSync(file, `${JSON.stringify(plans, null, 2)}\n`);
  assert.deepEqual(plans, JSON.parse(readFileSync(file, 'utf8')));
});
