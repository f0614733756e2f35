import fc from 'fast-check';
import { z } from 'zod';

/** What is there to be named, so that inputs meet more than what does not exist. */
export interface Known {
  /** By the names of the properties that hold them, such as `groupId` or `photoIds`. */
  ids: Readonly<Record<string, readonly string[]>>;
  emails: readonly string[];
  /** Tokens, passwords, codes, digests, cursors. */
  words: readonly string[];
}

interface JsonSchema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: JsonSchema | boolean;
  items?: JsonSchema;
  minItems?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
}

const SAFE = 2 ** 40;

function idsOf(name: string, { ids }: Known): fc.Arbitrary<string> {
  const all = fc.constantFrom(...Object.values(ids).flat());
  const fitting = ids[name]?.length ? fc.constantFrom(...ids[name]) : all;
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 2, arbitrary: all }, fc.uuid());
}

function stringsOf(schema: JsonSchema, known: Known, name: string): fc.Arbitrary<unknown> {
  const { format, pattern, minLength = 0, maxLength = 60 } = schema;
  if (format === 'uuid') return idsOf(name, known);
  if (format === 'email') return fc.oneof(fc.constantFrom(...known.emails), fc.emailAddress());
  if (format === 'date-time')
    return fc
      .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
      .map((date) => date.toISOString());
  if (pattern) return fc.oneof(fc.constantFrom(...known.words), fc.stringMatching(new RegExp(pattern)));
  const free = { minLength, maxLength: Math.min(maxLength, minLength + 40) };
  return fc.oneof(fc.constantFrom(...known.words), fc.string(free), fc.string({ ...free, unit: 'grapheme' }));
}

function objectsOf(schema: JsonSchema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties: rest } = schema;
  const fields = Object.entries(properties).map(([name, field]) => [name, arbitraryOf(field, known, name)]);
  const record = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: required,
  });
  if (typeof rest !== 'object' || fields.length > 0) return record;
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), arbitraryOf(rest, known), { maxKeys: 3 });
}

/** @param name of the property that holds it */
function arbitraryOf(schema: JsonSchema, known: Known, name = ''): fc.Arbitrary<unknown> {
  const { anyOf, oneOf, allOf, type } = schema;
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = anyOf ?? oneOf;
  if (either) return fc.oneof(...either.map((each) => arbitraryOf(each, known, name)));
  if (allOf) return arbitraryOf(Object.assign({}, ...allOf, { allOf: undefined }), known, name);
  if (type === 'object') return objectsOf(schema, known);
  if (type === 'array') {
    const { items = {}, minItems = 0, maxItems = 4 } = schema;
    return fc.array(arbitraryOf(items, known, name), {
      minLength: minItems,
      maxLength: Math.min(maxItems, minItems + 3),
    });
  }
  if (type === 'integer' || type === 'number') {
    const min = Math.max(schema.minimum ?? -SAFE, -SAFE);
    return fc.integer({ min, max: Math.max(min, Math.min(schema.maximum ?? SAFE, SAFE)) });
  }
  if (type === 'boolean') return fc.boolean();
  if (type === 'null') return fc.constant(null);
  if (type === 'string') return stringsOf(schema, known, name);
  return fc.jsonValue();
}

const deep = (levels: number): unknown => (levels === 0 ? 1 : [deep(levels - 1)]);

/** What a careless or a hostile client puts in the place of a value; undefined: nothing at all. */
const nasty: unknown[] = [
  undefined,
  null,
  '',
  ' ',
  'x'.repeat(5000),
  '\u0000',
  '\ud800',
  '\u202egpj.exe',
  '../../etc/passwd',
  '%2e%2e%2f%00',
  "' OR 1=1 -- ",
  '{{7*7}}<script>alert(1)</script>',
  '🏔️'.repeat(40),
  -1,
  0,
  0.5,
  2 ** 53,
  -(2 ** 63),
  1e308,
  true,
  [],
  {},
  ['a', ['b']],
  deep(60),
  { $gt: '' },
  JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}'),
];

/** One change to a value: where, counted over all its places, and what is put there. */
interface Change {
  place: number;
  value: unknown;
  /** Adds a property that is not declared instead. */
  extra: boolean;
}

const changes: fc.Arbitrary<Change | null> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.record({
      place: fc.nat(200),
      value: fc.oneof(fc.constantFrom(...nasty), fc.jsonValue({ maxDepth: 3 })),
      extra: fc.boolean(),
    }),
  },
);

type Place = { holder: Record<string, unknown>; name: string };

function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== 'object' || value === null) return found;
  for (const [name, inner] of Object.entries(value)) {
    found.push({ holder: value as Record<string, unknown>, name });
    placesOf(inner, found);
  }
  return found;
}

function change(value: unknown, wish: Change | null): unknown {
  if (!wish) return value;
  const root = { value: structuredClone(value) };
  const places = placesOf(root);
  const { holder, name } = places[wish.place % places.length] as Place;
  const target = holder[name];
  if (wish.extra && typeof target === 'object' && target !== null)
    Object.defineProperty(target, 'isAdmin', { value: wish.value, enumerable: true });
  else holder[name] = wish.value;
  return root.value;
}

/**
 * Inputs of the shape that a schema describes, of which one in five has one thing wrong. Shapes alone: refinements are
 * not known, so the schema refuses some of the others, too.
 */
export function spoiltInputsOf(schema: z.ZodType, known: Known): fc.Arbitrary<unknown> {
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return fc.tuple(arbitraryOf(shape, known), changes).map(([value, wish]) => change(value, wish));
}
