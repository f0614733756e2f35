import { type Command, InvalidArgumentError } from 'commander';
import type { Config } from '../config.ts';
import { createQuotaLimits, type QuotaLimits } from '../modules/accounts/index.ts';
import { createAudit } from '../modules/audit/index.ts';
import { deriveSecrets } from '../secrets.ts';
import { AdminError } from './admin-error.ts';
import { demandUpToDate, type Records } from './installation.ts';

/** What the commands are made with by the program. */
export interface QuotaCommandDeps {
  command(name: string, description: string, parent: Command): Command;
  withRecords<T>(work: (records: Records) => Promise<T>): Promise<T>;
  config(): Config;
  say(json: boolean | undefined, outcome: object, sentence: string): void;
}

const MB = 1_000_000;

/** As for QUOTA_MB_PER_DAY. */
function parseLimit(text: string): number | null {
  if (text === 'default') return null;
  if (/^\d{1,8}$/.test(text) && Number(text) <= 10_000_000) return Number(text) * MB;
  throw new InvalidArgumentError('It is a whole number of megabytes up to 10000000, or "default".');
}

/** `wmory admin quota …`. */
export function addQuotaCommands(
  program: Command,
  { command, withRecords, config, say }: QuotaCommandDeps,
): void {
  const withLimits = <T>(work: (limits: QuotaLimits) => Promise<T>): Promise<T> =>
    withRecords(async ({ database, root }) => {
      await demandUpToDate(database);
      const audit = createAudit({ clock: Date.now, key: deriveSecrets(root).key('audit-addresses') });
      return work(createQuotaLimits({ database, audit }));
    });
  const describe = (bytes: number | null): string =>
    bytes === null
      ? `${config().quotaPerDay / MB} MB a day, as all accounts without a quota of their own.`
      : `${bytes / MB} MB a day, by a quota of their own.`;
  const missing = 'No account has this address.';

  const quota = program.command('quota').description('what single accounts may upload a day');
  command('show', 'say what an account may upload a day', quota)
    .argument('<address>')
    .action(async (address: string, { json }: { json?: boolean }) => {
      const bytes = await withLimits((limits) => limits.find(address));
      if (bytes === undefined) throw new AdminError(missing);
      say(json, { bytesPerDay: bytes ?? config().quotaPerDay, own: bytes !== null }, describe(bytes));
    });
  command('set', 'give an account a quota of its own, from its next upload on', quota)
    .argument('<address>')
    .argument('<megabytes>', 'of 10^6 bytes, 0 for none at all; or "default"', parseLimit)
    .action(async (address: string, bytes: number | null, { json }: { json?: boolean }) => {
      if (!(await withLimits((limits) => limits.set(address, bytes)))) throw new AdminError(missing);
      say(json, { bytesPerDay: bytes ?? config().quotaPerDay, own: bytes !== null }, describe(bytes));
    });
}
