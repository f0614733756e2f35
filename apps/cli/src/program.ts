import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { type CertificateOptions, verifyCertificate } from './certificate.ts';
import { CommandError, type Context, exitCodes } from './context.ts';
import { type DownloadOptions, download } from './download.ts';
import { type ExportOptions, exportData } from './export.ts';
import { listGroups } from './groups.ts';
import { type LoginOptions, login, logout } from './login.ts';
import { errorSentence, text } from './text.ts';
import { type UploadOptions, upload } from './upload.ts';

function concurrencyOf(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1 || number > 16)
    throw new InvalidArgumentError(text.badConcurrency);
  return number;
}

/** Runs the command that the arguments name and answers the exit code; never rejects. */
export async function run(args: readonly string[], context: Context): Promise<number> {
  let code: number = exitCodes.done;
  const program = new Command('wmory')
    .description(text.description)
    .version('0.1.0')
    .exitOverride()
    .configureOutput({
      writeOut: (output) => context.stdout.write(output),
      writeErr: (output) => context.stderr.write(output),
    })
    .addHelpText('after', text.exitCodes);

  program
    .command('login')
    .description(text.loginDescription)
    .option('--server <url>', text.serverOption)
    .option('--email <address>', text.emailOption)
    .option('--password-stdin', text.passwordStdinOption)
    .action(async (options: LoginOptions) => {
      code = await login(context, options);
    });
  program
    .command('logout')
    .description(text.logoutDescription)
    .action(async () => {
      code = await logout(context);
    });
  program
    .command('groups')
    .description(text.groupsDescription)
    .option('--json', text.jsonOption)
    .action(async (options: { json?: boolean }) => {
      code = await listGroups(context, options);
    });
  program
    .command('upload')
    .description(text.uploadDescription)
    .argument('<folder>', text.folderArgument)
    .requiredOption('--group <name or id>', text.groupOption)
    .option('--dry-run', text.dryRunOption)
    .option('--concurrency <n>', text.concurrencyOption, concurrencyOf, 4)
    .option('--json', text.jsonOption)
    .action(async (folder: string, options: UploadOptions) => {
      code = await upload(context, folder, options);
    });
  program
    .command('download')
    .description(text.downloadDescription)
    .requiredOption('--group <name or id>', text.groupOption)
    .option('--to <folder>', text.toOption)
    .option('--concurrency <n>', text.concurrencyOption, concurrencyOf, 4)
    .option('--json', text.jsonOption)
    .action(async (options: DownloadOptions) => {
      code = await download(context, options);
    });
  program
    .command('export')
    .description(text.exportDescription)
    .option('--to <folder>', text.exportToOption, 'wmory-export')
    .option('--no-files', text.noFilesOption)
    .option('--concurrency <n>', text.concurrencyOption, concurrencyOf, 4)
    .option('--json', text.jsonOption)
    .action(async (options: ExportOptions) => {
      code = await exportData(context, options);
    });

  program
    .command('verify-certificate')
    .description(text.certificateDescription)
    .argument('<file>', text.certificateArgument)
    .option('--server <url>', text.certificateServerOption)
    .option('--offline', text.offlineOption)
    .action(async (path: string, options: CertificateOptions) => {
      code = await verifyCertificate(context, path, options);
    });

  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    if (context.signal.aborted) return Number(context.signal.reason);
    const sentence = error instanceof CommandError ? error.message : errorSentence(error);
    if (sentence) context.stderr.write(`${sentence}\n`);
    return error instanceof CommandError ? error.exitCode : exitCodes.notAllDone;
  }
}
