import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';

/** An S3 server of one's own: Ceph's RADOS Gateway, which checks signatures, lengths and conditions as S3 does. */
export interface RgwService {
  /** `http://key:secret@host:port`, of a user who may make buckets. */
  url: string;
  stop(): Promise<void>;
}

const READY_WITHIN = 60_000;
const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin'];
const FOLDERS = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Whether all of Ceph's programs that the service runs are installed. */
export const hasRgw = (): boolean =>
  PROGRAMS.every((program) => FOLDERS.some((folder) => existsSync(join(folder, program))));

/**
 * One monitor, one store in memory, one gateway, on loopback. Without authentication among themselves they need the
 * `crc` mode of messages: the gateway asks for `secure` and would wait for ever. Without `tcp_nodelay` each GET takes
 * 48 ms longer.
 */
const settings = (folder: string, fsid: string, ports: { mon: number; rgw: number }): string => `[global]
fsid = ${fsid}
mon host = [v2:127.0.0.1:${ports.mon}]
mon initial members = a
ms bind msgr1 = false
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
ms mon service mode = crc
ms mon cluster mode = crc
run dir = ${folder}/run
pid file = ${folder}/run/$type.$id.pid
admin socket = ${folder}/run/$cluster-$name.asok
log file = ${folder}/log/$name.log
log to stderr = false
err to stderr = false
mon cluster log file = ${folder}/log/cluster.log
crash dir = ${folder}/run
keyring = /dev/null
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd pool default pgp num = 8
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 2000
mon data avail crit = 1
mon data avail warn = 1
mon election timeout = 1
paxos propose interval = 0.1
[mon.a]
mon data = ${folder}/mon
mon addr = 127.0.0.1:${ports.mon}
[osd]
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 2147483648
osd class update on start = false
osd crush initial weight = 1
osd max object name len = 460
osd max object namespace len = 64
osd op num shards = 2
[client.rgw]
rgw frontends = beast endpoint=127.0.0.1:${ports.rgw} tcp_nodelay=1
rgw dns name = localhost
rgw s3 auth use sts = true
rgw sts key = abcdefghijklmnop
`;

/** Starts the server in a temporary folder on free ports; it ends with this process at the latest. */
export async function startRgw(): Promise<RgwService> {
  if (!hasRgw()) throw new Error('Ceph is not installed: apt-get install radosgw ceph-mon ceph-osd');
  // A port that was free may be someone else's by the time it is taken.
  return tryToStart().catch(tryToStart);
}

async function tryToStart(): Promise<RgwService> {
  const folder = await mkdtemp(join(tmpdir(), 'wmory-rgw-'));
  const conf = join(folder, 'ceph.conf');
  const [ports, fsid, osd] = [{ mon: await freePort(), rgw: await freePort() }, randomUUID(), randomUUID()];
  const [key, secret] = [randomBytes(10).toString('hex'), randomBytes(20).toString('hex')];
  const path = FOLDERS.join(delimiter);
  const options = { env: { ...process.env, PATH: path, CEPH_CONF: conf } };
  const run = (program: string, ...args: string[]) => promisify(execFile)(program, args, options);
  const children: ChildProcess[] = [];
  const launch = (program: string, ...args: string[]): void => {
    const child = spawn(program, ['-c', conf, ...args, '-f'], { ...options, stdio: 'ignore' });
    child.unref();
    children.push(child);
  };
  const clear = (): void => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', clear);

  const service: RgwService = {
    url: `http://${key}:${secret}@127.0.0.1:${ports.rgw}`,
    async stop() {
      const running = children.filter((child) => child.exitCode === null && child.signalCode === null);
      const ended = running.map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of running) child.ref();
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(ended);
      process.off('exit', clear);
      clear();
    },
  };
  try {
    for (const name of ['mon', 'osd', 'run', 'log']) await mkdir(join(folder, name));
    await writeFile(conf, settings(folder, fsid, ports));
    const map = join(folder, 'monmap');
    await run('monmaptool', '--create', '--fsid', fsid, '--addv', 'a', `[v2:127.0.0.1:${ports.mon}]`, map);
    await run('ceph-mon', '-c', conf, '--mkfs', '-i', 'a', '--monmap', map);
    launch('ceph-mon', '-i', 'a');
    await until('the monitor', children, () => run('ceph', '--connect-timeout', '10', 'mon', 'stat'));
    await run('ceph', 'osd', 'new', osd, '0');
    await run('ceph-osd', '-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd);
    launch('ceph-osd', '-i', '0');
    await until('the store', children, async () => {
      const { stdout } = await run('ceph', 'osd', 'stat');
      if (!stdout.includes('1 up')) throw new Error(stdout);
    });
    launch('radosgw', '-n', 'client.rgw');
    const user = ['--uid', 'wmory', '--display-name', 'wmory', '--access-key', key, '--secret', secret];
    await run('radosgw-admin', 'user', 'create', ...user, '--caps', 'roles=*;user-policy=*');
    await until('the gateway', children, () => fetch(`http://127.0.0.1:${ports.rgw}/`));
  } catch (error) {
    const log = await readFile(join(folder, 'log', 'client.rgw.log'), 'utf8').catch(() => '');
    await service.stop();
    throw new Error(`Ceph did not start: ${log.slice(-2_000)}`, { cause: error });
  }
  return service;
}

async function until(
  what: string,
  needed: readonly ChildProcess[],
  works: () => Promise<unknown>,
): Promise<void> {
  for (const end = Date.now() + READY_WITHIN; ; await sleep(100)) {
    try {
      await works();
      return;
    } catch (error) {
      if (Date.now() > end || needed.some(({ exitCode }) => exitCode !== null))
        throw new Error(`${what} did not come up`, { cause: error });
    }
  }
}
