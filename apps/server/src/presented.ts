import { z } from 'zod';

/** What an object's fields are given as: as values, as presented ones, or as lists of presented ones. */
type Fields<T> = {
  [K in keyof T]:
    | T[K]
    | Presented<T[K]>
    | (T[K] extends readonly (infer Item)[] ? readonly Presented<Item>[] : never);
};

/**
 * JSON that a schema of the contract made: nothing is in it that the schema does not declare. It cannot be made otherwise,
 * and so may be kept, put into others, and sent as it is.
 */
export class Presented<T> {
  /** In UTF-8. */
  readonly bytes: Uint8Array;
  /** Keeps the presented of one type from passing for those of another. */
  declare protected readonly of: T;
  readonly #schema: z.ZodType;

  private constructor(schema: z.ZodType, bytes: Uint8Array) {
    this.#schema = schema;
    this.bytes = bytes;
  }

  /** Throws what the schema throws on values that are not of it. */
  static by<S extends z.ZodType>(schema: S, value: z.input<S>): Presented<z.output<S>> {
    return new Presented<z.output<S>>(schema, encode(JSON.stringify(schema.parse(value))));
  }

  /**
   * An object, of fields that may be presented already; the schema's own checks across fields are not run. Throws where a
   * field is of another schema than the object declares.
   */
  static object<S extends z.ZodObject>(schema: S, fields: Fields<z.output<S>>): Presented<z.output<S>> {
    const pieces: Uint8Array[] = [];
    for (const [name, of] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
      const value = piecesOf(of, fields[name as keyof typeof fields]);
      if (value.length === 0) continue;
      pieces.push(Buffer.from(`${pieces.length > 0 ? ',' : '{'}${JSON.stringify(name)}:`), ...value);
    }
    pieces.push(Buffer.from(pieces.length > 0 ? '}' : '{}'));
    return new Presented<z.output<S>>(schema, Buffer.concat(pieces));
  }

  /** The bytes, if this schema made them; throws else. */
  bytesBy(schema: z.ZodType): Uint8Array {
    if (this.#schema !== schema) throw new TypeError('presented by another schema');
    return this.bytes;
  }

  get text(): string {
    return Buffer.from(this.bytes.buffer, this.bytes.byteOffset, this.bytes.byteLength).toString();
  }
}

/** Not in the pool of small buffers, of which one that is kept would keep all the others. */
function encode(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text));
  bytes.write(text);
  return bytes;
}

const [open, comma, close] = [Buffer.from('['), Buffer.from(','), Buffer.from(']')];

/** None where there is no such field. */
function piecesOf(schema: z.ZodType, value: unknown): Uint8Array[] {
  if (value instanceof Presented) return [value.bytesBy(schema)];
  if (schema instanceof z.ZodArray && Array.isArray(value) && value[0] instanceof Presented) {
    const item = schema.element as z.ZodType;
    const pieces: Uint8Array[] = [];
    for (const each of value as Presented<unknown>[])
      pieces.push(pieces.length === 0 ? open : comma, each.bytesBy(item));
    pieces.push(close);
    return pieces;
  }
  const text = JSON.stringify(schema.parse(value)) as string | undefined;
  return text === undefined ? [] : [Buffer.from(text)];
}
