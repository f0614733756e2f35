import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `npm start`, ready. */
export interface Started {
  /** Of npm; the server is its child. */
  pid: number;
  /** From launch to the line that says it is ready. */
  seconds: number;
  stop(): Promise<void>;
}

/** Runs `npm start` as a person would, on a free port and a data folder of its own. */
export async function npmStart(): Promise<Started> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wmory-bench-'));
  const launched = performance.now();
  const npm = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'warn', PORT: '0', WMORY_DATA_DIR: dataDir },
  });
  const exited = once(npm, 'exit');
  const pid = npm.pid;
  if (pid === undefined) throw new Error('npm could not be started');
  let output = '';
  for await (const chunk of npm.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    output += chunk;
    if (output.includes('WMORY is ready at ')) break;
  }
  if (npm.exitCode !== null) throw new Error(`npm start ended before the server was ready:\n${output}`);
  npm.stdout.resume();
  return {
    pid,
    seconds: (performance.now() - launched) / 1000,
    async stop() {
      npm.kill('SIGTERM');
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
