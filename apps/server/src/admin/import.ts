import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import {
  countRows,
  type Database,
  insertRows,
  migrate,
  movedTables,
  type Queryable,
  type Row,
  readAtOneMoment,
  readRows,
} from '../db/index.ts';
import { migrations } from '../db/migrations/index.ts';
import { findSecretRoot, keepSecretRoot } from '../secrets.ts';
import { AdminError } from './admin-error.ts';
import { listAll } from './export.ts';
import type { Manifest } from './export-folder.ts';
import {
  inBatches,
  placesIn,
  readJson,
  readLines,
  readManifest,
  toLine,
  writeWhole,
} from './export-folder.ts';
import type { Installation } from './installation.ts';
import type { Progress } from './progress.ts';
import { hashFile, hashObject, type ListedObject, putObject } from './transfer.ts';

const ROWS_AT_A_TIME = 200;
const OBJECTS_AT_A_TIME = 8;

export interface ImportSummary {
  id: string;
  database: string;
  objects: string;
  rows: number;
  count: number;
  bytes: number;
  /** Objects that an earlier run of the same import had put. */
  alreadyThere: number;
}

/**
 * The secret of an export, once it is certain that the target can have it. Throws `AdminError` where the target has
 * another one: its sessions, links and keys would not open.
 */
export function readSecretFor(config: Config, folder: string): Buffer {
  const { secret } = placesIn(resolve(folder));
  readManifest(resolve(folder));
  if (!existsSync(secret)) throw new AdminError(`The export is damaged: ${secret} is missing.`);
  const root = Buffer.from(readFileSync(secret, 'utf8').trim(), 'base64url');
  const own = config.secrets.root ?? findSecretRoot(config.dataDir);
  if (own && !own.equals(root)) {
    const place = config.secrets.root ? 'WMORY_SECRET' : `the file secret in ${config.dataDir}`;
    throw new AdminError(
      `The target has another secret than the export: ${place}. Set it to what ${secret} holds, or take it away.`,
    );
  }
  return root;
}

/**
 * Fills an empty installation with an export and checks that everything arrived. An import that was interrupted goes
 * on. Rejects with `AdminError` on a target that holds anything else.
 */
export async function importFrom(
  to: Installation,
  folder: string,
  progress: Progress,
): Promise<ImportSummary> {
  const places = placesIn(resolve(folder));
  const manifest = readManifest(resolve(folder));
  await checkFolder(manifest, places);
  await migrate(to.database);
  if (JSON.stringify(manifest.schema) !== JSON.stringify(Object.keys(migrations)))
    throw new AdminError('The export was made by another version. Use the same version here and there.');
  const isResumed = await begin(to, manifest, places.progress);
  const { config } = to;
  if (!config.secrets.root && !findSecretRoot(config.dataDir)) keepSecretRoot(config.dataDir, to.root);
  for (const name of movedTables)
    await importTable(to.database, name, manifest.tables[name]?.rows ?? 0, places.table(name), progress);
  const alreadyThere = await importObjects(to, manifest, places, isResumed, progress);
  await readAtOneMoment(to.database, (db) => checkTables(db, manifest, progress));
  await checkObjects(to, manifest, places.objectList, progress);
  await writeWhole(places.progress, toLine({ id: manifest.id, to: to.where, done: true }));
  const { count, bytes } = manifest.objects;
  const rows = Object.values(manifest.tables).reduce((sum, table) => sum + table.rows, 0);
  return { id: manifest.id, ...to.where, rows, count, bytes, alreadyThere };
}

/** Makes certain that the lists of the export are whole before anything is written. */
async function checkFolder(
  { tables, objects }: Manifest,
  places: ReturnType<typeof placesIn>,
): Promise<void> {
  const sums = movedTables.map((name) => [places.table(name), tables[name]?.sha256] as const);
  for (const [path, expected] of [...sums, [places.objectList, objects.sha256] as const]) {
    const found = existsSync(path) ? (await hashFile(path)).sha256 : null;
    if (found !== expected) throw new AdminError(`The export is damaged: ${path} is not as it was written.`);
  }
}

/** Answers whether this import goes on; else makes certain that the target is empty, and notes that it began. */
async function begin(to: Installation, { id }: Manifest, progressFile: string): Promise<boolean> {
  const begun = readJson(progressFile) as { id: string; to: Installation['where']; done: boolean } | null;
  if (begun && !begun.done && begun.id === id && JSON.stringify(begun.to) === JSON.stringify(to.where))
    return true;
  for (const name of movedTables) {
    if ((await countRows(to.database, name)) > 0)
      throw new AdminError(`The target is not empty: ${to.where.database} has rows in ${name}.`);
  }
  const [object] = await to.storage.list('', { limit: 1 });
  if (object) throw new AdminError(`The target is not empty: ${to.where.objects} has objects.`);
  await writeWhole(progressFile, toLine({ id, to: to.where, done: false }));
  return false;
}

/** Rows go in in the order of the file, so those that are there are its first. */
async function importTable(
  database: Database,
  name: string,
  total: number,
  path: string,
  progress: Progress,
): Promise<void> {
  let done = 0;
  const there = await countRows(database, name);
  for await (const batch of inBatches(readLines<Row>(path), ROWS_AT_A_TIME)) {
    progress.check();
    const missing = batch.slice(Math.max(0, there - done));
    await database.transaction((tx) => insertRows(tx, name, missing));
    done += batch.length;
    progress.at(`rows of ${name}`, done, total);
  }
}

async function importObjects(
  { storage }: Installation,
  { objects }: Manifest,
  places: ReturnType<typeof placesIn>,
  isResumed: boolean,
  progress: Progress,
): Promise<number> {
  let [done, alreadyThere] = [0, 0];
  for await (const batch of inBatches(readLines<ListedObject>(places.objectList), OBJECTS_AT_A_TIME)) {
    progress.check();
    const wasThere = await Promise.all(
      batch.map(async (object) => {
        // What is there is compared to its last byte in the end, with everything else.
        if (isResumed && (await storage.head(object.key))?.size === object.size) return true;
        await putObject(storage, object, places.object(object.key));
        return false;
      }),
    );
    alreadyThere += wasThere.filter(Boolean).length;
    done += batch.length;
    progress.at('objects put', done, objects.count);
  }
  return alreadyThere;
}

const incomplete = (what: string): AdminError =>
  new AdminError(
    `The import failed: ${what}. Nothing may be served from it. Empty the target, check the export, and begin again.`,
  );

/** Reads every row back and compares the sums with those of the source. */
async function checkTables(db: Queryable, { tables }: Manifest, progress: Progress): Promise<void> {
  for (const name of movedTables) {
    const hash = createHash('sha256');
    const expected = tables[name];
    let [rows, last]: [number, Row | null] = [0, null];
    for (;;) {
      const page: Row[] = await readRows(db, name, last, ROWS_AT_A_TIME);
      for (const row of page) hash.update(toLine(row));
      rows += page.length;
      last = page.at(-1) ?? null;
      progress.at(`rows of ${name} checked`, rows, expected?.rows);
      if (page.length < ROWS_AT_A_TIME) break;
    }
    if (rows !== expected?.rows || hash.digest('hex') !== expected.sha256)
      throw incomplete(`${name} has ${rows} rows, or other ones, than the ${expected?.rows} of the export`);
  }
}

/** Reads every object back and compares its bytes with those of the source; there is none besides. */
async function checkObjects(
  { storage }: Installation,
  { objects }: Manifest,
  path: string,
  progress: Progress,
): Promise<void> {
  const hash = createHash('sha256');
  let done = 0;
  const there = listAll(storage);
  for await (const batch of inBatches(readLines<ListedObject>(path), OBJECTS_AT_A_TIME)) {
    progress.check();
    await Promise.all(
      batch.map(async ({ key, size, sha256, contentType }) => {
        const found = await there.next();
        if (found.value?.key !== key) throw incomplete(`${key} is missing, or there is an object too many`);
        const [read, head] = await Promise.all([hashObject(storage, key), storage.head(key)]);
        if (read.size !== size || read.sha256 !== sha256) throw incomplete(`${key} has other bytes`);
        if (head?.contentType !== contentType) throw incomplete(`${key} has another type`);
      }),
    );
    for (const object of batch) hash.update(toLine(object));
    done += batch.length;
    progress.at('objects checked', done, objects.count);
  }
  if (!(await there.next()).done) throw incomplete('there is an object too many');
  if (done !== objects.count || hash.digest('hex') !== objects.sha256)
    throw incomplete('the list of objects is not the one of the export');
}
