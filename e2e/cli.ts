import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { enter, type Person } from '../tools/person.ts';
import { type RunningServer, startServer } from './server.ts';

const bin = join(import.meta.dirname, '../apps/cli/bin/wmory.mjs');

export interface CliResult {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface CliRun {
  child: ChildProcess;
  /** So far. */
  stdout(): string;
  /** Resolves once the output matches, or with false when the process has ended without that. */
  says(pattern: RegExp): Promise<boolean>;
  ended: Promise<CliResult>;
}

/** The command line as one person has it: real processes with a configuration folder of their own. */
export interface Cli {
  configDir: string;
  start(args: readonly string[], input?: string): CliRun;
  run(args: readonly string[], input?: string): Promise<CliResult>;
}

export async function createCli(t: TestContext, env: Record<string, string> = {}): Promise<Cli> {
  const home = await temporaryFolder(t);
  const children = new Set<ChildProcess>();
  t.after(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  function start(args: readonly string[], input = ''): CliRun {
    const child = spawn(process.execPath, [bin, ...args], {
      env: { ...process.env, XDG_CONFIG_HOME: home, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    children.add(child);
    let [stdout, stderr] = ['', ''];
    const look = new Set<() => void>();
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
      for (const callback of look) callback();
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr += chunk;
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
    const ended = once(child, 'close').then(([code, signal]): CliResult => {
      children.delete(child);
      return { code: code as number | null, signal: signal as NodeJS.Signals | null, stdout, stderr };
    });
    const says = (pattern: RegExp) =>
      new Promise<boolean>((resolve) => {
        const callback = () => pattern.test(stdout) && resolve(true);
        look.add(callback);
        callback();
        ended.then(() => resolve(pattern.test(stdout)));
      });
    return { child, stdout: () => stdout, says, ended };
  }
  return { configDir: join(home, 'wmory'), start, run: (args, input) => start(args, input).ended };
}

export async function temporaryFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-cli-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function writeFiles(
  folder: string,
  files: Iterable<{ name: string; bytes: Buffer | string }>,
): Promise<void> {
  for (const { name, bytes } of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}

export interface LoggedIn {
  cli: Cli;
  person: Person;
  groupId: string;
}

/** One server for all tests of a file. */
export function sharedServer(env: Record<string, string> = {}): {
  url(): string;
  start(): Promise<void>;
  stop(): Promise<void>;
} {
  let server: RunningServer | null = null;
  return {
    url: () => server?.url ?? '',
    async start() {
      server = await startServer({ env: { RATE_LIMIT_FACTOR: '1000', LOG_LEVEL: 'error', ...env } });
    },
    async stop() {
      await server?.stop();
    },
  };
}

/** Someone new with an account, a group called `Alps`, and a command line that is logged in. */
export async function logInAs(t: TestContext, url: string, name: string): Promise<LoggedIn> {
  const account = { name, email: `${name.toLowerCase()}@example.org`, password: `a password of ${name}` };
  const person = await enter(url, account);
  const { id: groupId } = await person.client.createGroup({ body: { name: 'Alps' } });
  const cli = await createCli(t);
  const args = ['login', '--server', url, '--email', person.email, '--password-stdin'];
  const { code, stderr } = await cli.run(args, `${person.password}\n`);
  if (code !== 0) throw new Error(`wmory login: ${stderr}`);
  return { cli, person, groupId };
}
