import { z } from 'zod';
import { API_PREFIX, type Operation, problemsOf } from './operation.ts';
import { operations } from './operations.ts';
import { Problem, problems } from './problems.ts';

type Json = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
};

function parameters(schema: z.ZodObject | undefined, where: 'path' | 'query'): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, field]) => ({
    name,
    in: where,
    required: where === 'path' || !(field as z.ZodType).safeParse(undefined).success,
    schema: jsonSchema(field as z.ZodType, 'input'),
  }));
}

function problemResponses(operation: Operation): Json {
  const byStatus = Map.groupBy(problemsOf(operation), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      String(status),
      {
        description: those.map((code) => `\`${code}\`: ${problems[code].title}`).join('\n\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** An empty one among them stands for none at all. */
function securityOf({ auth }: Operation): Json[] {
  if (auth === 'public') return [];
  return auth === 'optional' ? [{}, { accessToken: [] }] : [{ accessToken: [] }];
}

function describe(id: string, operation: Operation): Json {
  const { body, success } = operation;
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    schema: { type: 'string', maxLength: 128 },
  };
  return {
    operationId: id,
    tags: [operation.tag],
    summary: operation.summary,
    security: securityOf(operation),
    parameters: [
      ...parameters(operation.params, 'path'),
      ...parameters(operation.query, 'query'),
      ...(operation.idempotent ? [header] : []),
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(body, 'input') } } },
    }),
    responses: {
      [success.status]: success.body
        ? {
            description: 'Done',
            content: { 'application/json': { schema: jsonSchema(success.body, 'output') } },
          }
        : { description: 'Done' },
      ...problemResponses(operation),
    },
  };
}

/** The OpenAPI 3.1 document of the whole API, made from the same data that the server mounts. */
export function openapi(): Json {
  const paths: Record<string, Json> = {};
  for (const [id, operation] of Object.entries(operations) as [string, Operation][]) {
    const path = API_PREFIX + operation.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(id, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'WMORY',
      version: '1',
      description:
        'Private photo sharing for groups. File bytes never pass through this API: it signs requests to the object store.',
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(Problem, 'output') },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
