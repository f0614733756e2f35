import type { Client, Group } from '@wmory/contract';
import { type Context, exitCodes, UsageError } from './context.ts';
import { openSession } from './session.ts';
import { printable, text } from './text.ts';

/** Lists the groups. */
export async function listGroups(context: Context, options: { json?: boolean }): Promise<number> {
  const { client } = await openSession(context.configDir);
  const { groups } = await client.listGroups({}, { signal: context.signal });
  context.stdout.write(options.json ? asJson(groups) : asTable(groups));
  return exitCodes.done;
}

function asJson(groups: Group[]): string {
  const plain = groups.map(({ id, name, role, memberCount, photoCount }) => ({
    id,
    name,
    role,
    memberCount,
    photoCount,
  }));
  return `${JSON.stringify(plain, null, 2)}\n`;
}

function asTable(groups: Group[]): string {
  if (groups.length === 0) return `${text.noGroups}\n`;
  const rows = groups.map(({ id, name, role, memberCount, photoCount }) => [
    printable(name),
    role,
    String(memberCount),
    String(photoCount),
    id,
  ]);
  const all = [[...text.groupColumns], ...rows];
  const widths = text.groupColumns.map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return all.map((row) => `${line(row).trimEnd()}\n`).join('');
}

/** The group with this id, else the one with this name, whatever its case. Rejects when there is not exactly one. */
export async function chooseGroup(
  client: Pick<Client, 'listGroups'>,
  wanted: string,
  signal: AbortSignal,
): Promise<Group> {
  const { groups } = await client.listGroups({}, { signal });
  const fold = (name: string) => name.normalize('NFC').toLowerCase().trim();
  const byId = groups.filter(({ id }) => id === wanted.toLowerCase());
  const byName = groups.filter(({ name }) => name === wanted);
  const byFold = groups.filter(({ name }) => fold(name) === fold(wanted));
  const [found, ...others] = [byId, byName, byFold].find(({ length }) => length > 0) ?? [];
  if (!found) throw new UsageError(text.noSuchGroup(wanted));
  if (others.length > 0)
    throw new UsageError(
      text.ambiguousGroup(
        wanted,
        [found, ...others].map(({ id }) => id),
      ),
    );
  return found;
}
