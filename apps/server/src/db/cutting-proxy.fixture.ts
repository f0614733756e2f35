import { connect, createServer, type Socket } from 'node:net';

/** Where the connection is cut that a COMMIT goes through. */
export type Cut = 'before' | 'during' | 'after';

/** A way to a MySQL server on which connections can be cut. */
export interface CuttingProxy extends AsyncDisposable {
  port: number;
  /** Cuts the next connection that sends COMMIT: before the server gets it, at once after that, or after it answered. */
  cutNext(cut: Cut): void;
  /** How many were cut. */
  cuts(): number;
  /** Takes no connections from the next cut on. */
  closeAtCut(): void;
}

/** @param target where the server is */
export async function openCuttingProxy(target: { host: string; port: number }): Promise<CuttingProxy> {
  let next: Cut | null = null;
  let count = 0;
  let closing = false;
  const sockets = new Set<Socket>();

  const proxy = createServer((client) => {
    const server = connect(target);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    server.on('data', (data) => client.write(data));
    client.on('data', (data) => {
      const cut = next && data.toString('latin1').endsWith('commit') ? next : null;
      if (cut === null) return void server.write(data);
      next = null;
      count++;
      if (closing) proxy.close();
      if (cut === 'before') return void client.destroy();
      server.removeAllListeners('data');
      if (cut === 'during') server.write(data, () => client.destroy());
      else {
        server.on('data', () => client.destroy());
        server.write(data);
      }
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  proxy.listen(0, '127.0.0.1', resolve);
  await promise;
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cutNext: (cut) => {
      next = cut;
    },
    cuts: () => count,
    closeAtCut: () => {
      closing = true;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      if (proxy.listening) await new Promise((closed) => proxy.close(closed));
    },
  };
}
