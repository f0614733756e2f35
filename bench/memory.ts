import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { npmStart } from './npm-start.fixture.ts';

interface Process {
  pid: number;
  name: string;
  /** Kilobytes, pages shared with other processes included. */
  resident: number;
}

/** Megabytes resident while WMORY idles, ten seconds after its start: npm, the server and whatever they started. */
export async function run(): Promise<void> {
  const started = await npmStart();
  try {
    await sleep(10_000);
    const processes = listTree(started.pid);
    for (const { pid, name, resident } of processes)
      console.log(`${pid} ${name} ${toMegabytes(resident)} MB`);
    const total = processes.reduce((sum, { resident }) => sum + resident, 0);
    console.log(`memory ${toMegabytes(total)} MB`);
  } finally {
    await started.stop();
  }
}

/** A process and all below it, from /proc (proc(5)). */
function listTree(root: number): Process[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const parent = readField(Number(entry), 'PPid');
    if (parent !== undefined) parents.set(Number(entry), Number(parent));
  }
  const isBelow = (pid: number): boolean => pid === root || (pid > 1 && isBelow(parents.get(pid) ?? 0));
  return [...parents.keys()].filter(isBelow).map((pid) => ({
    pid,
    name: readField(pid, 'Name') ?? '',
    resident: Number.parseInt(readField(pid, 'VmRSS') ?? '0', 10),
  }));
}

function readField(pid: number, field: string): string | undefined {
  try {
    return new RegExp(`^${field}:\\s*(.*)$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  } catch {
    // It ended meanwhile.
    return undefined;
  }
}

function toMegabytes(kilobytes: number): string {
  return ((kilobytes * 1024) / 1e6).toFixed(0);
}
