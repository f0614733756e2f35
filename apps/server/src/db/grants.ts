import type { Database } from './database.ts';

/** What is less than reading and writing every row: what must not change, and what only migrations write. */
const narrow: Record<string, string | null> = {
  audit_logs: 'select, insert, update (seq, prev_hash, hash, seal)',
  audit_checkpoints: 'select',
  kysely_migration: 'select',
  kysely_migration_lock: 'select',
  migration_lease: null,
};

/**
 * The statements of SQL that give a user of MySQL what a server needs, and no more: no right to change the schema, nor
 * what the audit log says.
 *
 * @param user as in MySQL, `name` or `name@host`
 */
export async function listGrants(
  database: Database,
  { schema, user }: { schema: string; user: string },
): Promise<string[]> {
  const [name = '', host = '%'] = user.split('@');
  const tables = await database.sql.introspection.getTables({ withInternalKyselyTables: true });
  return tables
    .map((table) => [table.name, narrow[table.name] ?? 'select, insert, update, delete'] as const)
    .filter(([table]) => narrow[table] !== null)
    .map(
      ([table, rights]) =>
        `grant ${rights} on ${identifier(schema)}.${identifier(table)} to ${literal(name)}@${literal(host)};`,
    );
}

const identifier = (text: string): string => `\`${text.replaceAll('`', '``')}\``;
const literal = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
