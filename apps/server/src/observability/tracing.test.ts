import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { startStack } from '../../../../tools/dev-stack.ts';
import { settled, share } from '../../../../tools/person.ts';
import { openTracing } from './open-tracing.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string }[];
}

/** A collector as small as can be (OTLP over HTTP, JSON). */
async function startCollector() {
  const spans: Span[] = [];
  let raw = '';
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    raw += body;
    assert.equal(request.url, '/v1/traces');
    const { resourceSpans } = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] };
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, spans, raw: () => raw, close: () => server.close() };
}

test('operations, transactions, calls of the store and jobs are spans of one tree, without a person in them', async () => {
  const collector = await startCollector();
  const tracing = await openTracing(collector.url);
  const stack = await startStack({ tracing });
  const ada = await stack.person('Ada');
  try {
    const group = await ada.client.createGroup({ body: { name: 'A most private group' } });
    const path = join(import.meta.dirname, '../../../../tools/photos/wood_anemones.jpg');
    const bytes = new Uint8Array(await readFile(path));
    await share(ada, group.id, [{ name: 'wood.jpg', mimeType: 'image/jpeg', bytes }]);
    await settled(ada, group.id);
    await assert.rejects(ada.client.getGroup({ params: { groupId: ada.me.id } }));
  } finally {
    await stack.stop();
    await tracing.close();
    collector.close();
  }
  const named = (name: string) => collector.spans.find((span) => span.name === name) ?? assert.fail(name);
  const confirm = named('confirmUploads');
  assert.equal(confirm.parentSpanId ?? '', '');
  const below = collector.spans.filter(({ parentSpanId }) => parentSpanId === confirm.spanId);
  assert.deepEqual([...new Set(below.map(({ name }) => name))].sort(), [
    'db.transaction',
    'store.copy',
    'store.head',
  ]);
  for (const span of below) assert.equal(span.traceId, confirm.traceId);
  named('job.send');
  named('job.result');
  assert.ok(named('getGroup').attributes.some(({ key }) => key === 'problem'));
  for (const personal of [ada.email, ada.me.id, 'most private', 'wood.jpg'])
    assert.ok(!collector.raw().includes(personal), personal);
});

test('a line of the log names the span that it was written in', async () => {
  const tracing = await openTracing('http://127.0.0.1:9');
  assert.deepEqual(tracing.logFields(), {});
  const fields = await tracing.span('outer', {}, async () => tracing.logFields());
  assert.match(fields.traceId ?? '', /^[0-9a-f]{32}$/);
  assert.match(fields.spanId ?? '', /^[0-9a-f]{16}$/);
  await assert.rejects(
    tracing.span('fails', {}, () => Promise.reject(new TypeError('as it is'))),
    /as it is/,
  );
  await tracing.close();
});

test('without an endpoint nothing of OpenTelemetry is loaded', () => {
  const script = `
    const loaded = [];
    (await import('node:module')).registerHooks({
      resolve(name, context, next) {
        if (/opentelemetry.(sdk|exporter|context)|otlp[.]ts$/.test(name)) loaded.push(name);
        return next(name, context);
      },
    });
    await import('./src/app.ts');
    const { openTracing } = await import('./src/observability/open-tracing.ts');
    await openTracing(null);
    console.log(loaded.join());
    await (await openTracing('http://127.0.0.1:9')).close();
    console.log(loaded.length > 0);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  assert.equal(stdout, '\ntrue\n', stderr);
});
