import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type AuditSink, fromWord, toWord } from './port.ts';

/** Heads in a file, a line each, as on a mounted drive that only takes what is added. */
export function createFileSink(path: string): AuditSink {
  return {
    async put(head) {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await using file = await open(path, 'a+', 0o600);
      // A line that was cut off is left as it is, and stays the only one that cannot be read.
      const start = (await endsInLine(file)) ? '\n' : '';
      await file.appendFile(`${start}${toWord(head)}\n`);
      await file.sync();
    },
    async *list() {
      const file = await open(path).catch((error) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      });
      if (!file) return;
      for await (const line of file.readLines()) if (line !== '') yield fromWord(line);
    },
    describe: async () => `file ${path}, which is as safe as the drive that it is on`,
    close() {},
  };
}

async function endsInLine(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() !== '\n';
}
