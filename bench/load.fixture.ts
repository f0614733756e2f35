import { connect, type Socket } from 'node:net';

/** One request over and over, on connections that stay. */
export interface Load {
  /** Answers how many requests a second were answered. */
  run(seconds: number): Promise<number>;
  close(): void;
}

/** Bytes are counted, not kept: a client must not be what is measured. */
export function createLoad(url: URL, headers: Record<string, string>, connections: number): Load {
  const lines = Object.entries({ host: url.host, ...headers }).map(([name, value]) => `${name}: ${value}`);
  const request = Buffer.from(`GET ${url.pathname}${url.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
  const lanes = Array.from({ length: connections }, () => openLane(url, request));
  return {
    async run(seconds) {
      const began = performance.now();
      const until = began + seconds * 1000;
      const counts = await Promise.all(
        lanes.map(async (lane) => {
          let count = 0;
          do {
            await lane.ask();
            count++;
          } while (performance.now() < until);
          return count;
        }),
      );
      return counts.reduce((a, b) => a + b) / ((performance.now() - began) / 1000);
    },
    close() {
      for (const lane of lanes) lane.socket.destroy();
    },
  };
}

function openLane(url: URL, request: Buffer): { socket: Socket; ask(): Promise<void> } {
  let left = 0;
  let inHead = true;
  let done: PromiseWithResolvers<void> | undefined;
  const socket = connect({
    host: url.hostname,
    port: Number(url.port),
    noDelay: true,
    onread: {
      buffer: Buffer.alloc(1 << 18),
      callback(length, buffer) {
        if (inHead) {
          // The head comes in one piece, being short.
          const end = (buffer as Buffer).indexOf('\r\n\r\n');
          const head = (buffer as Buffer).toString('latin1', 0, end);
          if (end < 0 || !head.startsWith('HTTP/1.1 200 ')) done?.reject(new Error(head.split('\r\n')[0]));
          left = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN) + end + 4;
          inHead = false;
        }
        left -= length;
        if (left === 0) {
          inHead = true;
          done?.resolve();
        }
        return true;
      },
    },
  });
  return {
    socket,
    ask() {
      done = Promise.withResolvers<void>();
      socket.write(request);
      return done.promise;
    },
  };
}
