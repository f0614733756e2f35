import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** A Redis of one's own; nothing of it outlives its process. */
export interface RedisService {
  /** `redis://user:password@host:port`. */
  url: string;
  /** Starts it again, empty, on the same port. */
  start(): Promise<void>;
  /** Ends it at once. */
  kill(): Promise<void>;
  /** Lets it answer nobody, until `resume`. */
  pause(): void;
  resume(): void;
}

const READY_WITHIN = 30_000;

/** Starts a server on a free port; it ends with this process at the latest. */
export async function startRedis(): Promise<RedisService> {
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--requirepass', password, '--save', ''];
  let child: ChildProcess | undefined;
  const clear = (): void => void child?.kill('SIGKILL');
  process.once('exit', clear);

  const service: RedisService = {
    url: `redis://default:${password}@127.0.0.1:${port}`,
    async start() {
      child = spawn('redis-server', [...settings, '--appendonly', 'no'], { stdio: 'ignore', cwd: '/' });
      child.unref();
      await untilListening(port, child);
    },
    async kill() {
      const ended = child;
      child = undefined;
      if (!ended || ended.exitCode !== null || ended.signalCode !== null) return;
      const exit = new Promise((resolve) => ended.once('exit', resolve));
      ended.ref();
      ended.kill('SIGKILL');
      await exit;
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
  };
  await service.start();
  return service;
}

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  for (const until = Date.now() + READY_WITHIN; ; await sleep(20)) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() !== undefined));
      socket.once('error', () => resolve(false));
    });
    if (there) return;
    if (child.exitCode !== null || Date.now() > until) throw new Error('redis-server did not start');
  }
}
