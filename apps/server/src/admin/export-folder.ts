import { createHash, type Hash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { AdminError } from './admin-error.ts';

const Sum = z.object({ rows: z.int().min(0), sha256: z.string() });

/** What an export consists of; written last, so an export that has one is whole. */
export const Manifest = z.object({
  format: z.literal('wmory-export'),
  version: z.literal(1),
  id: z.string(),
  createdAt: z.string(),
  /** Every step of the schema that its rows follow, in order. */
  schema: z.array(z.string()),
  from: z.object({ database: z.string(), objects: z.string() }),
  tables: z.record(z.string(), Sum),
  objects: z.object({ count: z.int().min(0), bytes: z.int().min(0), sha256: z.string() }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Where the parts of an export are in its folder. */
export const placesIn = (folder: string) => ({
  manifest: join(folder, 'manifest.json'),
  /** There from the first moment of an export, and what tells its folder from any other. */
  begun: join(folder, 'export.json'),
  /** What became of an import from here so far. */
  progress: join(folder, 'import.json'),
  secret: join(folder, 'secret'),
  objectList: join(folder, 'objects.jsonl'),
  object: (key: string) => join(folder, 'objects', key),
  tables: join(folder, 'tables'),
  table: (name: string) => join(folder, 'tables', `${name}.jsonl`),
});

/** Writes a file in one step, for its owner's eyes only, durably once it resolves. */
export async function writeWhole(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.draft`;
  await using file = await open(draft, 'w', 0o600);
  await file.writeFile(text);
  await file.sync();
  await rename(draft, path);
}

export const readJson = (path: string): unknown =>
  existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;

/** The manifest of an export. Throws `AdminError` on a folder that holds none, or one of another version. */
export function readManifest(folder: string): Manifest {
  const places = placesIn(folder);
  const content = readJson(places.manifest);
  if (content === null) {
    throw new AdminError(
      existsSync(places.begun)
        ? `The export in ${folder} is not finished. Run "wmory admin export ${folder}" again.`
        : `There is no export in ${folder}.`,
    );
  }
  const parsed = Manifest.safeParse(content);
  if (!parsed.success)
    throw new AdminError(`The export in ${folder} is of a version that this one cannot read.`);
  return parsed.data;
}

export const isEmptyFolder = async (folder: string): Promise<boolean> =>
  !existsSync(folder) || (await readdir(folder)).length === 0;

/** A value a line, as JSON whose keys are in order: the same content is the same text. */
export const toLine = (value: object): string =>
  `${JSON.stringify(Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))))}\n`;

/** Lines that are written and summed up as they come. */
export interface LineWriter {
  readonly count: number;
  write(values: readonly object[]): Promise<void>;
  /** Hex SHA-256 of all lines, once they are on the disk. */
  finish(): Promise<string>;
}

export async function openLines(path: string): Promise<LineWriter & AsyncDisposable> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file: FileHandle = await open(path, 'w', 0o600);
  const hash: Hash = createHash('sha256');
  let count = 0;
  return {
    get count() {
      return count;
    },
    async write(values) {
      const text = values.map(toLine).join('');
      hash.update(text);
      count += values.length;
      await file.appendFile(text);
    },
    async finish() {
      await file.sync();
      return hash.digest('hex');
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** The values of a file of lines, one at a time; stops at a last line that was cut off. Nothing when there is no file. */
export async function* readLines<T>(path: string): AsyncGenerator<T> {
  if (!existsSync(path)) return;
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    let value: T;
    try {
      value = JSON.parse(line) as T;
    } catch {
      return;
    }
    yield value;
  }
}

/** As the values come, in groups. */
export async function* inBatches<T>(values: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const value of values) {
    batch.push(value);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
