import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { Presented } from './presented.ts';

const Item = z.object({ name: z.string(), size: z.int() });
const Page = z.object({
  items: z.array(Item),
  next: z.string().nullable(),
  note: z.string().optional(),
});

const item = (name: string) => Presented.by(Item, { name, size: name.length });

test('what the schema does not declare is not in it', () => {
  const row = { name: 'a', size: 1, secret: 'x' };
  assert.equal(Presented.by(Item, row).text, '{"name":"a","size":1}');
  const page = { items: [item('a')], next: null, secret: 'x' };
  assert.equal(Presented.object(Page, page).text, '{"items":[{"name":"a","size":1}],"next":null}');
});

test('an object put together of parts is the one that the schema makes at once', () => {
  const names = ['a', 'ä', '🏔️', '"', '\n', ''];
  for (let count = 0; count <= names.length; count++)
    for (const next of [null, 'ü'])
      for (const note of [{}, { note: 'n' }]) {
        const some = names.slice(0, count);
        const values = { items: some.map((name) => ({ name, size: name.length })), next, ...note };
        const parts = { items: some.map(item), next: Presented.by(Page.shape.next, next), ...note };
        const { text } = Presented.object(Page, parts);
        assert.equal(text, JSON.stringify(Page.parse(values)));
        assert.equal(Presented.by(Page, values).text, text);
      }
  assert.equal(Presented.object(z.object({}), {}).text, '{}');
});

test('what another schema made is refused, be its type the same', () => {
  const Loose = z.looseObject({ name: z.string(), size: z.int() });
  const alien = Presented.by(Loose, { name: 'a', size: 1, secret: 'x' }) as unknown as ReturnType<
    typeof item
  >;
  assert.throws(() => Presented.object(Page, { items: [item('a'), alien], next: null }), TypeError);
  assert.throws(() => Presented.object(Page, { items: [alien], next: null }), TypeError);
  assert.throws(() => item('a').bytesBy(Page), TypeError);
  assert.equal(Buffer.from(item('a').bytesBy(Item)).toString(), '{"name":"a","size":1}');
});

test('what is not of the schema throws', () => {
  assert.throws(() => Presented.by(Item, { name: 'a', size: 0.5 }), z.ZodError);
  assert.throws(() => Presented.object(Page, { items: [], next: 1 as never }), z.ZodError);
});
