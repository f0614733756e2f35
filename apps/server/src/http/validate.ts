import type { InputOf, Operation } from '@wmory/contract';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../error.ts';

type Part = 'params' | 'query' | 'body';
type Faults = { at: string; message: string }[];

const NO_QUERY = z.strictObject({});

const pointer = (part: Part, path: PropertyKey[]): string =>
  `/${[part, ...path].map((step) => String(step).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;

function parsePart(part: Part, schema: z.ZodType, value: unknown, faults: Faults): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues.slice(0, 20))
    faults.push({ at: pointer(part, path), message });
  return undefined;
}

/**
 * The request's input as the contract describes it; throws `malformed-request` with every fault. It looks at
 * what was parsed, whatever the content type says, so that no content type leads around a schema.
 */
export function validate<O extends Operation>(operation: O, request: FastifyRequest): InputOf<O> {
  const faults: Faults = [];
  const input: Partial<Record<Part, unknown>> = {};
  const parts: [Part, z.ZodType | undefined, unknown][] = [
    ['params', operation.params, request.params],
    ['query', operation.query ?? NO_QUERY, request.query],
    ['body', operation.body, request.body],
  ];
  for (const [part, schema, value] of parts) {
    if (schema) input[part] = parsePart(part, schema, value, faults);
  }
  // An identifier that cannot be one names nothing.
  if (faults.some(({ at }) => at.startsWith('/params/'))) throw new AppError('not-found');
  if (faults.length > 0) throw new AppError('malformed-request', { faults });
  return input as InputOf<O>;
}
