import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { problems } from './problems.ts';

const all = Object.entries(operations) as [string, Operation][];

/** Every object schema inside a JSON Schema. */
function objects(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(objects);
  if (node === null || typeof node !== 'object') return [];
  const own = node as Record<string, unknown>;
  return [...(own['type'] === 'object' ? [own] : []), ...Object.values(own).flatMap(objects)];
}

test('no two operations share a method and path', () => {
  const addresses = all.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`);
  assert.deepEqual(
    addresses.filter((address, index) => addresses.indexOf(address) !== index),
    [],
  );
});

test('the parameters of a path are exactly those of its schema', () => {
  for (const [id, operation] of all) {
    const inPath = [...operation.path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    assert.deepEqual(inPath.sort(), Object.keys(operation.params?.shape ?? {}).sort(), id);
  }
});

test('GET and DELETE carry no body, and only a POST takes an Idempotency-Key', () => {
  for (const [id, { method, body, idempotent }] of all) {
    if (method === 'GET' || method === 'DELETE') assert.equal(body, undefined, id);
    if (idempotent) assert.equal(method, 'POST', id);
  }
});

test('an answer has a body unless it is 202 or 204', () => {
  for (const [id, { success }] of all) {
    assert.equal(success.body === undefined, success.status === 204 || success.status === 202, id);
  }
});

test('whatever is sent is a closed object: properties that nobody declared are refused', () => {
  for (const [id, { params, query, body }] of all) {
    for (const [where, schema] of Object.entries({ params, query, body })) {
      if (!schema) continue;
      for (const object of objects(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))) {
        assert.equal(object['additionalProperties'], false, `${id} ${where}`);
      }
    }
  }
});

test('an operation names a problem once, and problem codes are kebab-case with an error status', () => {
  for (const [id, operation] of all)
    assert.equal(new Set(operation.problems).size, operation.problems.length, id);
  for (const [code, { status, title }] of Object.entries(problems)) {
    assert.match(code, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(status >= 400 && status <= 599, code);
    assert.match(title, /^[A-Z].*\.$/, code);
  }
});
