#!/usr/bin/env node
// Node 24 runs the TypeScript sources as they are; an older one hands over to the Node 24 among the dependencies.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const args = process.argv.slice(2);
// What looks after an installation belongs to its server, and runs beside it, by its settings.
const isAdmin = args[0] === 'admin';
const main = isAdmin
  ? new URL('../../server/src/admin.ts', import.meta.url)
  : new URL('../src/main.ts', import.meta.url);
const [major = 0] = process.versions.node.split('.').map(Number);

if (major >= 24 && !isAdmin) {
  await import(main.href);
} else {
  const node = major >= 24 ? process.execPath : createRequire(import.meta.url).resolve('node/bin/node');
  const rest = isAdmin ? args.slice(1) : args;
  const child = spawn(node, [fileURLToPath(main), ...rest], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both processes; a second one would mean "at once".
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 143);
  });
}
