import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server in a process of its own, as `npm start` runs it. */
export interface RunningServer {
  /** Origin of the web app and of the API. */
  readonly url: string;
  readonly dataDir: string;
  readonly pid: number;
  /** Milliseconds from launch to the line that says it is ready. */
  readonly readyAfter: number;
  /** All it has printed so far. */
  output(): string;
  /** Asks it to end, waits until it has, and removes its data folder unless that was given. Answers the exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut would, leaving the data folder as it is; start another on it to see what survived. */
  kill9(): Promise<void>;
}

export interface ServerOptions {
  /** A data folder to start on, kept afterwards; by default a new one, removed by `stop`. */
  dataDir?: string;
  /** 0, the default, takes a free one. */
  port?: number;
  args?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/** Starts the real server and waits until it is ready; throws with its output when it ends instead. */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'wmory-e2e-')));
  const launched = performance.now();
  const [program = '', ...words] = launcher();
  const child = spawn(program, [...words, ...(options.args ?? [])], {
    cwd: join(import.meta.dirname, '..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LOG_LEVEL: 'warn',
      ...options.env,
      PORT: String(options.port ?? 0),
      WMORY_DATA_DIR: dataDir,
    },
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  const output = collectOutput(child);
  const url = await Promise.race([output.match(/WMORY is ready at (http\S+)/), exited.then(() => undefined)]);
  if (!url) throw new Error(`The server ended before it was ready:\n${output.text()}`);
  const readyAfter = performance.now() - launched;

  return {
    url,
    dataDir,
    pid: child.pid as number,
    readyAfter,
    output: output.text,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const code = await exited;
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
      return code;
    },
    async kill9() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** The command that starts the server: this checkout's, or that of an image that is to be tried. */
function launcher(): string[] {
  const given = process.env['WMORY_E2E_LAUNCH'];
  return given ? (JSON.parse(given) as string[]) : [process.execPath, 'apps/server/src/main.ts'];
}

function collectOutput(child: ChildProcess) {
  let text = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      for (const listener of listeners) listener();
    });
  }
  return {
    text: () => text,
    /** The first group of the pattern once whole lines of the output hold it. */
    match: (pattern: RegExp) =>
      new Promise<string>((found) => {
        const look = () => {
          const match = pattern.exec(text.slice(0, text.lastIndexOf('\n') + 1));
          if (!match?.[1]) return;
          listeners.delete(look);
          found(match[1]);
        };
        listeners.add(look);
        look();
      }),
  };
}
