import Fastify from 'fastify';

/** The yardstick of `api.ts`: one route that answers what its parent sends. */
let body = '';
const app = Fastify();
app.get('/', (_, reply) => reply.header('content-type', 'application/json; charset=utf-8').send(body));
process.on('message', (text: string) => {
  body = text;
  process.send?.('ready');
});
process.on('disconnect', () => void app.close().then(() => process.exit()));
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
