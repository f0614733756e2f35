import type { MediaJob } from '@wmory/contract';
import '@wmory/processor/child';

/**
 * The real child, whose decoder besides goes wrong on request: one that crashes, hangs or grows cannot be
 * had on demand. A header of the request for the photo says how.
 */
const requests = new Map<unknown, string>();
process.prependListener('message', (message) => {
  const { jobId, source } = message as MediaJob;
  const how = source.request.headers['x-go-wrong'];
  if (how) requests.set(jobId, how);
});

const send = process.send?.bind(process);
process.send = (message: { decoding?: string }) => {
  const how = requests.get(message.decoding);
  if (how) setImmediate(goWrong, how);
  return send?.(message) ?? false;
};

const kept: unknown[] = [];
function goWrong(how: string): void {
  switch (how) {
    case 'crash':
      process.kill(process.pid, 'SIGSEGV');
      break;
    case 'exit':
      process.exit(0);
      break;
    case 'hang':
      process.title = 'hanging';
      for (;;);
    case 'heap':
      for (;;) kept.push(new Array(1000).fill(kept.length));
    case 'grow':
      for (let i = 0; i < 12; i++) kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
      break;
  }
}
