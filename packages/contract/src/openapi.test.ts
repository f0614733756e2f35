import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openapi } from './openapi.ts';
import { operations } from './operations.ts';

interface Described {
  operationId: string;
  security: unknown[];
  parameters: { name: string; in: string; required: boolean; schema: Record<string, unknown> }[];
  requestBody?: { content: Record<string, { schema: Record<string, unknown> }> };
  responses: Record<
    string,
    { description: string; content?: Record<string, { schema: Record<string, unknown> }> }
  >;
}

const described = openapi() as unknown as {
  openapi: string;
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, unknown> };
};
const byId = new Map(
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [operation.operationId, { path, method, operation }] as const,
    ),
  ),
);

function find(id: string) {
  const found = byId.get(id);
  assert.ok(found, id);
  return found;
}

test('every operation is described, under its id', () => {
  assert.equal(described.openapi, '3.1.0');
  assert.deepEqual([...byId.keys()].sort(), Object.keys(operations).sort());
});

test('a described operation has its address, parameters, body and answers', () => {
  const { path, method, operation } = find('listPhotos');
  assert.equal(`${method} ${path}`, 'get /api/v1/groups/{groupId}/photos');
  assert.deepEqual(
    operation.parameters.map(({ name, in: where, required }) => `${where} ${name} ${required}`),
    [
      'path groupId true',
      ...['order', 'uploaderId', 'kind', 'after', 'before', 'since', 'cursor', 'toward', 'limit'].map(
        (name) => `query ${name} false`,
      ),
    ],
  );
  assert.deepEqual(operation.security, [{ accessToken: [] }]);
  assert.equal(operation.requestBody, undefined);
  assert.ok(operation.responses['200']?.content?.['application/json']);
  assert.match(operation.responses['404']?.description ?? '', /`not-found`/);
  assert.match(operation.responses['401']?.description ?? '', /`unauthenticated`/);
});

test('public operations ask for no token; an idempotent one takes the key; one with a body may be too large', () => {
  assert.deepEqual(find('logIn').operation.security, []);
  const create = find('createGroup').operation;
  assert.ok(create.parameters.some(({ name }) => name === 'Idempotency-Key'));
  assert.match(create.responses['409']?.description ?? '', /`too-many-groups`[\s\S]*`idempotency-in-flight`/);
  assert.ok(create.responses['413']);
  assert.equal(find('getMe').operation.responses['413'], undefined);
});

test('requests are shown as they are sent, answers as they come', () => {
  const sent = find('authoriseUploads').operation.requestBody?.content['application/json']?.schema as {
    properties: { items: { items: { required: string[] } } };
  };
  assert.deepEqual(sent.properties.items.items.required, ['name', 'mimeType', 'size', 'sha256']);
  const came = find('getQuota').operation.responses['200']?.content?.['application/json']?.schema;
  assert.deepEqual(came?.['required'], ['limit', 'used', 'reserved', 'resetsAt']);
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(described);
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) {
    assert.ok(name && name in described.components.schemas, name);
  }
  assert.doesNotMatch(text, /"\$ref":"#\/\$defs/);
});

test('the committed document is that of the code (else run: npm run generate)', () => {
  const committed: unknown = JSON.parse(readFileSync(new URL('../openapi.json', import.meta.url), 'utf8'));
  assert.deepEqual(committed, JSON.parse(JSON.stringify(described)));
});
