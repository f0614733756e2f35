import { existsSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { countRows, movedTables, type Queryable, type Row, readAtOneMoment, readRows } from '../db/index.ts';
import { migrations } from '../db/migrations/index.ts';
import type { Storage, ListedObject as StoredObject } from '../storage/port.ts';
import { AdminError } from './admin-error.ts';
import {
  inBatches,
  isEmptyFolder,
  type Manifest,
  openLines,
  placesIn,
  readJson,
  readLines,
  toLine,
  writeWhole,
} from './export-folder.ts';
import { demandUpToDate, type Installation } from './installation.ts';
import type { Progress } from './progress.ts';
import { fetchObject, type ListedObject } from './transfer.ts';

const ROWS_AT_A_TIME = 500;
const OBJECTS_AT_A_TIME = 8;
const PAGE = 500;

/** What an unfinished export knows of an object that it has. */
interface KeptObject extends ListedObject {
  etag: string;
}

export interface ExportSummary {
  folder: string;
  id: string;
  rows: number;
  objects: number;
  bytes: number;
  /** Objects that an earlier run of the same export had fetched. */
  alreadyThere: number;
}

/**
 * Writes all of an installation to a folder: its rows as they are at one moment, its objects, its secret. An export
 * that was interrupted goes on. Rejects with `AdminError` on a folder that holds something else.
 */
export async function exportTo(
  from: Installation,
  folder: string,
  progress: Progress,
): Promise<ExportSummary> {
  const places = placesIn(resolve(folder));
  const id = await begin(from, resolve(folder));
  await demandUpToDate(from.database);
  const tables = await readAtOneMoment(from.database, (db) => exportTables(db, places, progress));
  const objects = await exportObjects(from.storage, resolve(folder), progress);
  // Nothing else is to write, but a server on another machine might.
  await compareTables(from, tables);
  await writeWhole(places.secret, from.root.toString('base64url'));
  const { alreadyThere, ...sums } = objects;
  const manifest: Manifest = {
    format: 'wmory-export',
    version: 1,
    id,
    createdAt: new Date().toISOString(),
    schema: Object.keys(migrations),
    from: from.where,
    tables,
    objects: sums,
  };
  await writeWhole(places.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  return { folder: resolve(folder), id, rows, objects: sums.count, bytes: sums.bytes, alreadyThere };
}

/** The id of the export in the folder, a new one or the one to go on with. */
async function begin(from: Installation, folder: string): Promise<string> {
  const places = placesIn(folder);
  if (existsSync(places.manifest)) throw new AdminError(`${folder} holds a finished export already.`);
  const begun = readJson(places.begun) as { id: string; from: Installation['where'] } | null;
  if (begun) {
    const same = JSON.stringify(begun.from) === JSON.stringify(from.where);
    if (!same) throw new AdminError(`${folder} holds an unfinished export of another installation.`);
    return begun.id;
  }
  if (!(await isEmptyFolder(folder))) throw new AdminError(`${folder} is not empty.`);
  const id = uuidv7();
  await writeWhole(places.begun, toLine({ id, from: from.where }));
  return id;
}

async function exportTables(
  db: Queryable,
  places: ReturnType<typeof placesIn>,
  progress: Progress,
): Promise<Manifest['tables']> {
  const tables: Manifest['tables'] = {};
  await rm(places.tables, { recursive: true, force: true });
  for (const name of movedTables) {
    const total = await countRows(db, name);
    await using lines = await openLines(places.table(name));
    let last: Row | null = null;
    for (;;) {
      progress.check();
      const rows: Row[] = await readRows(db, name, last, ROWS_AT_A_TIME);
      await lines.write(rows);
      progress.at(`rows of ${name}`, lines.count, total);
      last = rows.at(-1) ?? null;
      if (rows.length < ROWS_AT_A_TIME) break;
    }
    tables[name] = { rows: lines.count, sha256: await lines.finish() };
  }
  return tables;
}

/** Every object, in the order of keys. */
export async function* listAll(storage: Storage): AsyncGenerator<StoredObject> {
  let after: string | undefined;
  for (;;) {
    const page = await storage.list('', { limit: PAGE, ...(after !== undefined && { after }) });
    yield* page;
    after = page.at(-1)?.key;
    if (page.length < PAGE) return;
  }
}

async function exportObjects(storage: Storage, folder: string, progress: Progress) {
  const places = placesIn(folder);
  const earlier = `${places.objectList}.earlier`;
  // Of several runs that were interrupted, the longest list is the one that tells the most.
  if (existsSync(places.objectList) && (await isLonger(places.objectList, earlier)))
    await rename(places.objectList, earlier);
  const kept = readLines<KeptObject>(earlier);
  let next = await kept.next();
  let [bytes, alreadyThere] = [0, 0];
  await using lines = await openLines(places.objectList);
  for await (const batch of inBatches(listAll(storage), OBJECTS_AT_A_TIME)) {
    progress.check();
    const known = new Map<string, KeptObject>();
    for (const { key } of batch) {
      while (!next.done && next.value.key < key) next = await kept.next();
      if (!next.done && next.value.key === key) known.set(key, next.value);
    }
    const fetched = await Promise.all(
      batch.map(({ key }) => exportObject(storage, key, places.object(key), known.get(key))),
    );
    const there = fetched.filter((each) => each !== null);
    await lines.write(there.map(({ object }) => object));
    for (const { object, wasThere } of there) {
      bytes += object.size;
      if (wasThere) alreadyThere++;
    }
    progress.at('objects', lines.count);
  }
  const sums = { count: lines.count, bytes, sha256: await lines.finish(), alreadyThere };
  await rm(earlier, { force: true });
  return sums;
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => -1,
  );
const isLonger = async (path: string, than: string): Promise<boolean> =>
  (await sizeOf(path)) >= (await sizeOf(than));

/** Null when it has gone since it was listed, or is none. */
async function exportObject(
  storage: Storage,
  key: string,
  path: string,
  known: KeptObject | undefined,
): Promise<{ object: KeptObject; wasThere: boolean } | null> {
  const info = await storage.head(key);
  if (!info) return null;
  const { etag, contentType } = info;
  if (known?.etag === etag && known.size === info.size && (await sizeOf(path)) === info.size)
    return { object: known, wasThere: true };
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const { size, sha256 } = await fetchObject(storage, key, path);
  if (size !== info.size || (info.sha256 !== null && info.sha256 !== sha256))
    throw new AdminError(`${key} is damaged in the store: its bytes are not those that were put there.`);
  return { object: { key, size, contentType, sha256, etag }, wasThere: false };
}

async function compareTables({ database }: Installation, tables: Manifest['tables']): Promise<void> {
  for (const [name, { rows }] of Object.entries(tables)) {
    if ((await countRows(database, name)) !== rows)
      throw new AdminError(
        `Rows of ${name} were written while the export ran. Stop all servers, then run this again.`,
      );
  }
}
