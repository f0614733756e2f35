import type { MediaJob } from '@wmory/contract';
import '@wmory/processor/child';

/**
 * The real child, which besides goes wrong on request: decoders that crash, hang and grow cannot be had
 * on demand. The type of the photo says how.
 */
process.prependListener('message', (message) => {
  switch ((message as MediaJob).source.mimeType) {
    case 'test/crash':
      process.kill(process.pid, 'SIGSEGV');
      break;
    case 'test/exit':
      process.exit(0);
      break;
    case 'test/hang':
      for (;;);
    case 'test/heap': {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(1000).fill(kept.length));
    }
    case 'test/grow':
      hoard = Array.from({ length: 12 }, () => Buffer.alloc(64 * 1024 * 1024, 1));
      break;
  }
});
let hoard: Buffer[] = [];
process.on('exit', () => hoard.length);
