import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { isToken } from '../iam-token.fixture.ts';

/** In front of a real server: ends TLS and logs in by tokens of IAM, as RDS and its proxy do. */
export interface IamFront extends AsyncDisposable {
  port: number;
  /** What clients sent as a password, in order. */
  readonly tokens: string[];
  /** Connections that were taken, logged in or not. */
  connections(): number;
  /** Ends every connection there is. */
  cut(): void;
}

export interface IamFrontOptions {
  /** The server behind it, with a user of `mysql_native_password`. */
  target: { host: string; port: number; user: string; password: string };
  /** Null: it offers no TLS. */
  tls: { key: string; cert: string } | null;
  /** What a token has to be made for, and with. */
  wanted: { host: string; user: string; region: string; accessKeyId: string; secretAccessKey: string };
}

const SSL = 0x800;
const WITH_DATABASE = 0x8;
const LENGTH_ENCODED = 0x200000;
const CLEAR = 'mysql_clear_password';

const sha1 = (...parts: (string | Buffer)[]): Buffer => {
  const hash = createHash('sha1');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

function packet(sequence: number, payload: Buffer): Buffer {
  const header = Buffer.alloc(4);
  header.writeUIntLE(payload.length, 0, 3);
  header[3] = sequence;
  return Buffer.concat([header, payload]);
}

async function read(socket: Socket, size: number): Promise<Buffer> {
  for (;;) {
    const bytes = socket.read(size) as Buffer | null;
    if (bytes) return bytes;
    if (socket.destroyed || socket.readableEnded) throw new Error('ended');
    await Promise.race([once(socket, 'readable'), once(socket, 'close')]);
  }
}
const readPacket = async (socket: Socket): Promise<Buffer> =>
  read(socket, (await read(socket, 4)).readUIntLE(0, 3));

/** The login at the server behind, in the words of the client's own: its flags, its database. */
function translate(answer: Buffer, greeting: Buffer, user: string, password: string): Buffer {
  const flags = answer.readUInt32LE(0);
  const head = Buffer.from(answer.subarray(0, 32));
  head.writeUInt32LE((flags & ~SSL & ~LENGTH_ENCODED) >>> 0, 0);
  let at = answer.indexOf(0, 32) + 1;
  // Either way of telling the length is one byte for what is this short.
  at += 1 + (answer[at] ?? 0);
  const end = flags & WITH_DATABASE ? answer.indexOf(0, at) + 1 : at;
  const database = answer.subarray(at, end);
  const attributes = answer.subarray(answer.indexOf(0, end) + 1);
  const start = greeting.indexOf(0, 1) + 5;
  const scramble = Buffer.concat([
    greeting.subarray(start, start + 8),
    greeting.subarray(start + 27, start + 39),
  ]);
  const hashed = sha1(password);
  const mask = sha1(scramble, sha1(hashed));
  const proof = hashed.map((byte, index) => byte ^ (mask[index] ?? 0));
  const plugin = Buffer.from('mysql_native_password\0');
  return Buffer.concat([head, Buffer.from(`${user}\0\x14`), proof, database, plugin, attributes]);
}

export async function openIamFront({ target, tls, wanted }: IamFrontOptions): Promise<IamFront> {
  const tokens: string[] = [];
  const sockets = new Set<Socket>();
  let count = 0;
  const context = tls && createSecureContext(tls);

  async function serve(raw: Socket, server: Socket): Promise<void> {
    const greeting = await readPacket(server);
    const flagsAt = greeting.indexOf(0, 1) + 14;
    const flags = greeting.readUInt16LE(flagsAt);
    greeting.writeUInt16LE(context ? flags | SSL : flags & ~SSL, flagsAt);
    raw.write(packet(0, greeting));
    let client: Socket = raw;
    if (context) {
      await readPacket(raw);
      client = new TLSSocket(raw, { isServer: true, secureContext: context });
      client.on('error', () => {});
    }
    const answer = await readPacket(client);
    client.write(packet(3, Buffer.from(`\xfe${CLEAR}\0\0`, 'latin1')));
    const token = (await readPacket(client)).toString('latin1').replace(/\0$/, '');
    tokens.push(token);
    const { host, user, ...signer } = wanted;
    const address = `${host}:${port}`;
    if (!isToken(token, { ...signer, service: 'rds-db', address, user: { DBUser: user } })) {
      const refusal = `\xff\x15\x04#28000Access denied for user '${wanted.user}' (using password: YES)`;
      return void client.end(packet(5, Buffer.from(refusal, 'latin1')));
    }
    server.write(packet(1, translate(answer, greeting, target.user, target.password)));
    client.write(packet(5, await readPacket(server)));
    server.pipe(client).pipe(server);
  }

  const front = createServer((client) => {
    count++;
    const server = connect(target);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    }
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    serve(client, server).catch(() => client.destroy());
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  const address = front.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    tokens,
    connections: () => count,
    cut,
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((closed) => front.close(closed));
    },
  };
}
