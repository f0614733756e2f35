import { Command, CommanderError } from 'commander';
import { type Config, ConfigError, parseConfig } from '../config.ts';
import { isUnavailable, listGrants, migrate } from '../db/index.ts';
import { StartError } from '../error.ts';
import { AdminError } from './admin-error.ts';
import { withAuditLog } from './audit.ts';
import { addAuditCommands } from './audit-commands.ts';
import { describeReport, setUpStore } from './bucket.ts';
import { exportTo } from './export.ts';
import { importFrom, readSecretFor } from './import.ts';
import { demandUpToDate, openInstallation, openRecords, type Records } from './installation.ts';
import { clearMailTrouble, findMailTrouble } from './mail.ts';
import { openModeration } from './moderation.ts';
import { addModerationCommands } from './moderation-commands.ts';
import { createProgress, Interrupted } from './progress.ts';
import { addQuotaCommands } from './quota-commands.ts';

/** All that the commands know of the process they run in. */
export interface AdminContext {
  env: Record<string, string | undefined>;
  stdout: NodeJS.WritableStream;
  stderr: NodeJS.WriteStream;
  /** Aborts when the process is asked to end; its reason is the exit code. */
  signal: AbortSignal;
}

const exitCodes = { done: 0, notDone: 1, usage: 2 } as const;

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** Runs the command that the arguments name and answers the exit code; never rejects. */
export async function run(args: readonly string[], context: AdminContext): Promise<number> {
  const progress = createProgress(context.stderr, context.signal);
  const config = (): Config => parseConfig(context.env);

  let isGood = true;
  /** Prints the outcome, for scripts as it is, for people as a sentence. */
  function say(json: boolean | undefined, outcome: object, sentence: string, good = true): void {
    isGood = good;
    context.stdout.write(json ? `${JSON.stringify(outcome, null, 2)}\n` : `${sentence}\n`);
  }

  async function withRecords<T>(work: (records: Records) => Promise<T>): Promise<T> {
    const records = openRecords(config());
    try {
      return await work(records);
    } finally {
      await records.close();
    }
  }

  const program = new Command('wmory admin')
    .description('Look after an installation, by the settings that its server has.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 when it is done, 1 when it is not, 2 when the command was not understood.',
    );
  type Options = { json?: boolean };
  const command = (name: string, description: string, parent = program): Command =>
    parent.command(name).description(description).option('--json', 'answer in JSON, for scripts');

  command('migrate', 'bring the database up to date').action(async ({ json }: Options) => {
    const steps = await withRecords(({ database }) => migrate(database));
    const sentence =
      steps.length > 0 ? `Ran ${plural(steps.length, 'step')}.` : 'The database is up to date.';
    say(json, { steps }, sentence);
  });

  command('grants', 'print the statements that give a user of MySQL what a server needs')
    .argument('<user>', 'name, or name@host')
    .action(async (user: string, { json }: Options) => {
      const { database: settings } = config();
      if (settings.kind !== 'mysql')
        throw new AdminError('The database is a file: it has no users. DB_HOST names no MySQL server.');
      const grants = await withRecords(async ({ database }) => {
        await demandUpToDate(database);
        return listGrants(database, { schema: settings.name, user });
      });
      say(json, { grants }, grants.join('\n'));
    });

  command('export', 'write all of a stopped installation to a folder')
    .argument('<folder>', 'empty, or that of an export that was interrupted')
    .action(async (folder: string, { json }: Options) => {
      const installation = await openInstallation(config());
      try {
        const done = await exportTo(installation, folder, progress);
        const sums = `${plural(done.rows, 'row')} and ${plural(done.objects, 'object')} (${done.bytes} bytes)`;
        say(
          json,
          done,
          `Exported ${sums} to ${done.folder}. It holds the secret of the installation: keep it safe.`,
        );
      } finally {
        await installation.close();
      }
    });

  command('import', 'fill an empty installation with an export')
    .argument('<folder>', 'folder of the export')
    .action(async (folder: string, { json }: Options) => {
      const settings = config();
      const installation = await openInstallation(settings, readSecretFor(settings, folder));
      try {
        const done = await importFrom(installation, folder, progress);
        const sums = `${plural(done.rows, 'row')} and ${plural(done.count, 'object')} (${done.bytes} bytes)`;
        const secret = settings.secrets.root
          ? ''
          : ` The secret is in ${settings.dataDir}; servers elsewhere need it as WMORY_SECRET.`;
        say(json, done, `Imported ${sums} and read all of it back: it is the same.${secret}`);
      } finally {
        await installation.close();
      }
    });

  command('setup-bucket', 'give the bucket its rules, and try whether it keeps to them')
    .option('--check', 'look and try, set nothing')
    .action(async ({ json, check = false }: Options & { check?: boolean }) => {
      const report = await setUpStore(config(), { change: !check });
      say(json, report, describeReport(report), report.ready);
    });

  const mail = program.command('mail').description('addresses that get no letters');
  command('status', 'say why an address gets no letters', mail)
    .argument('<address>')
    .action(async (address: string, { json }: Options) => {
      const trouble = await withRecords((records) => findMailTrouble(records, address));
      const why = trouble?.reason === 'bounce' ? 'they came back' : 'they were reported as unwanted';
      const until = trouble?.retryAt ? `until ${trouble.retryAt}` : 'until "wmory admin mail clear"';
      const sentence = trouble
        ? `Since ${trouble.since}, ${until}: no letters, because ${why}.`
        : 'Letters go to this address.';
      say(json, { trouble }, sentence);
    });
  command('clear', 'let letters go to an address again', mail)
    .argument('<address>')
    .action(async (address: string, { json }: Options) => {
      const cleared = await withRecords((records) => clearMailTrouble(records, address));
      say(
        json,
        { cleared },
        cleared ? 'Letters go to this address again.' : 'Letters went to this address already.',
      );
    });

  addQuotaCommands(program, { command, withRecords, config, say });

  addModerationCommands(program, {
    command,
    say,
    withModeration: (work) => withRecords(async (records) => work(await openModeration(config(), records))),
  });

  addAuditCommands(program, {
    command,
    say,
    withAuditLog: ({ formerSecret = [] }, work) =>
      withRecords((records) =>
        withAuditLog({ config: config(), records, progress, formerSecrets: formerSecret }, work),
      ),
  });

  try {
    await program.parseAsync(args, { from: 'user' });
    return isGood ? exitCodes.done : exitCodes.notDone;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (error instanceof Interrupted) {
      context.stderr.write('Stopped. Run the same command again to go on.\n');
      return Number(context.signal.reason);
    }
    context.stderr.write(`${sentenceOf(error)}\n`);
    return exitCodes.notDone;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof AdminError || error instanceof ConfigError || error instanceof StartError)
    return error.message;
  if (isUnavailable(error)) return `The database cannot be reached: ${(error as Error).message}`;
  return `Failed: ${(error as Error).message}`;
}
