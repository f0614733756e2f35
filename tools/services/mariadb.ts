import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createConnection } from 'mysql2/promise';
import { freePort } from './free-port.ts';

/** A MariaDB server of one's own, which speaks what MySQL speaks. */
export interface MariadbService {
  /** `mysql://user:password@host:port`; the user may do everything. */
  url: string;
  /** Ends the server as a power cut would, save for what the system still writes. */
  kill(): Promise<void>;
  /** Lets it answer nobody, until `resume`. */
  pause(): void;
  resume(): void;
  /** Starts it again, on the same port and the same data. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const USER = 'tester';
const READY_WITHIN = 60_000;
/** Where Debian keeps servers, which is not on everyone's path. */
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** The path of a program of MariaDB's server, if it is installed. */
export function findMariadb(program: 'mariadbd' | 'mariadb-install-db'): string | undefined {
  return FOLDERS.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

/**
 * As fast as it can be while what is committed outlives the process: in memory where there is such a file system, and
 * the log is written at each commit, but not flushed. The rest is as MySQL 8.4 has it, of which
 * MariaDB's own defaults differ.
 */
const SETTINGS = [
  '--no-defaults',
  '--innodb-flush-log-at-trx-commit=2',
  '--skip-log-bin',
  '--innodb-buffer-pool-size=256M',
  '--innodb-log-file-size=128M',
  '--max-connections=500',
  '--bind-address=127.0.0.1',
  '--skip-name-resolve',
  '--transaction-isolation=REPEATABLE-READ',
  '--sql-mode=ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
  '--character-set-server=utf8mb4',
  // Of another kind than the tables are to have, as a server's often is.
  '--collation-server=utf8mb4_general_ci',
  ...(process.getuid?.() === 0 ? ['--user=root'] : []),
];

/** Starts a server in a temporary folder on a free port; it ends with this process at the latest. */
export async function startMariadb(extra: readonly string[] = []): Promise<MariadbService> {
  const [server, install] = [findMariadb('mariadbd'), findMariadb('mariadb-install-db')];
  if (!server || !install) throw new Error('MariaDB is not installed: apt-get install mariadb-server-core');
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'wmory-mariadb-'));
  const password = randomBytes(12).toString('hex');
  const port = await freePort();
  const [data, log, init] = [join(folder, 'data'), join(folder, 'log'), join(folder, 'init.sql')];
  await promisify(execFile)(install, [
    '--no-defaults',
    `--datadir=${data}`,
    '--auth-root-authentication-method=normal',
    '--skip-test-db',
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
  ]);
  await writeFile(
    init,
    `create user if not exists '${USER}'@'%' identified by '${password}';\ngrant all on *.* to '${USER}'@'%' with grant option;\n`,
  );
  const args = [
    ...SETTINGS,
    `--datadir=${data}`,
    // One of its own: a server that starts clears away what others have there.
    `--tmpdir=${folder}`,
    `--socket=${join(folder, 'socket')}`,
    `--pid-file=${join(folder, 'pid')}`,
    `--port=${port}`,
    `--log-error=${log}`,
    `--init-file=${init}`,
    ...extra,
  ];
  const url = `mysql://${USER}:${password}@127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const clear = (): void => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clear);

  async function end(signal: NodeJS.Signals): Promise<void> {
    const ended = child;
    child = undefined;
    if (!ended || ended.exitCode !== null || ended.signalCode !== null) return;
    const exit = new Promise((resolve) => ended.once('exit', resolve));
    ended.ref();
    ended.kill(signal);
    await exit;
  }

  const service: MariadbService = {
    url,
    async start() {
      child = spawn(server, args, { stdio: 'ignore' });
      child.unref();
      await untilReady(url, child, log);
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    async stop() {
      // Nobody needs the data: there is nothing to end in good order.
      await end('SIGKILL');
      process.off('exit', clear);
      clear();
    },
  };
  try {
    await service.start();
  } catch (error) {
    await service.stop();
    throw error;
  }
  return service;
}

async function untilReady(url: string, child: ChildProcess, log: string): Promise<void> {
  for (const until = Date.now() + READY_WITHIN; ; await sleep(50)) {
    try {
      const connection = await createConnection({ uri: url, connectTimeout: 1_000 });
      await connection.end();
      return;
    } catch (error) {
      if (child.exitCode === null && Date.now() < until) continue;
      const said = await readFile(log, 'utf8').catch(() => '');
      throw new Error(`MariaDB did not start: ${said.slice(-2_000)}`, { cause: error });
    }
  }
}
