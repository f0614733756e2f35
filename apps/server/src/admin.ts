import { run } from './admin/program.ts';

// The first signal ends cleanly what is under way; the second ends the process.
const controller = new AbortController();
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.on(signal, () => {
    if (controller.signal.aborted) process.exit(code);
    controller.abort(code);
  });
}

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: controller.signal,
});
// Connections that are kept alive must not keep the process.
process.stdout.write('', () => process.exit());
