import { readFileSync } from 'node:fs';

/**
 * Bytes a process is resident, as Linux counts them; 0 where nobody can say. Read at once: this file never makes anyone
 * wait, and a thread for it would cost ten times as much.
 */
export function residentBytes(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
