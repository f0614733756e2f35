import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Context } from './context.ts';
import { run } from './program.ts';
import { text } from './text.ts';

const { env } = process;
const configHome = env['XDG_CONFIG_HOME']?.startsWith('/')
  ? env['XDG_CONFIG_HOME']
  : join(homedir(), '.config');

// The first signal ends cleanly what is under way; the second ends the process.
const controller = new AbortController();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    if (controller.signal.aborted) process.exit(code);
    process.stderr.write(`\n${text.stopping}\n`);
    controller.abort(code);
  });
}

// A reader that went away, as of `wmory groups | head -1`, is no fault of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const context: Context = {
  configDir: join(configHome, 'wmory'),
  server: env['WMORY_SERVER'] || null,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
};
process.exitCode = await run(process.argv.slice(2), context);
// Connections that are kept alive must not keep the process.
process.stdout.write('', () => process.exit());
