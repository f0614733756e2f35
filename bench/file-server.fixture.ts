import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands for an object store, in a process of its own: answers every GET with one file, and takes every PUT. */
const bytes = readFileSync(process.argv[2] ?? '');
const server = createServer((request, response) => {
  if (request.method === 'GET')
    return void response.writeHead(200, { 'content-length': bytes.length }).end(bytes);
  request.resume().on('end', () => response.writeHead(200).end());
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
