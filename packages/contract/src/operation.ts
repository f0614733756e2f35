import type { z } from 'zod';
import type { ProblemCode } from './problems.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Who may call: anyone; anyone, but whoever is logged in says so and is answered as themselves; or a logged-in account
 * with a verified address. Roles in groups come on top.
 */
export type Auth = 'public' | 'optional' | 'user';

/**
 * How often it may be called. `credential`: guesses at secrets; `mail`: sends letters; `invite`: makes invites; `report`: reports something;
 * `upload`, `write`, `read`: the everyday ones. The server's configuration holds the numbers.
 */
export type RateClass = 'credential' | 'mail' | 'invite' | 'report' | 'upload' | 'write' | 'read';

/** One operation of the API, as data: the server mounts it, the client calls it, the OpenAPI document shows it. */
export interface Operation {
  method: Method;
  /** Below `/api/v1`; parameters as `:name`. */
  path: `/${string}`;
  tag: string;
  summary: string;
  auth: Auth;
  rate: RateClass;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  success: { status: 200 | 201 | 202 | 204; body?: z.ZodType };
  /** Besides those that any operation may answer with. */
  problems: readonly ProblemCode[];
  /** A creating POST that takes an `Idempotency-Key` header. */
  idempotent?: true;
}

/** The API lives below this path. */
export const API_PREFIX = '/api/v1';

/** What any operation may answer, beyond its own problems. */
const commonProblems = [
  'malformed-request',
  'rate-limited',
  'overloaded',
  'unavailable',
  'internal',
] as const satisfies readonly ProblemCode[];

/** Every problem that an operation may answer with. */
export function problemsOf(operation: Operation): ProblemCode[] {
  const codes: ProblemCode[] = [...operation.problems, ...commonProblems];
  if (operation.auth !== 'public') codes.push('unauthenticated', 'session-ended');
  if (operation.body) codes.push('body-too-large', 'unsupported-media-type');
  if (operation.idempotent) codes.push('idempotency-in-flight', 'idempotency-mismatch');
  return [...new Set(codes)];
}

/** Keeps the literal types of a map of operations while checking its shape. */
export function defineOperations<const T extends Record<string, Operation>>(operations: T): T {
  return operations;
}

type Inferred<S, K extends string> = S extends z.ZodType ? { [P in K]: z.output<S> } : unknown;
type Sent<S, K extends string> = S extends z.ZodType
  ? Record<string, never> extends z.input<S>
    ? { [P in K]?: z.input<S> }
    : { [P in K]: z.input<S> }
  : unknown;

/** What a handler is given, after validation. */
export type InputOf<O extends Operation> = Inferred<O['params'], 'params'> &
  Inferred<O['query'], 'query'> &
  Inferred<O['body'], 'body'>;

/** What a client passes in, before defaults are filled. */
export type RequestOf<O extends Operation> = Sent<O['params'], 'params'> &
  Sent<O['query'], 'query'> &
  Sent<O['body'], 'body'>;

/** What comes back on success; `undefined` where there is no body. */
export type OutputOf<O extends Operation> = O['success'] extends { body: infer B extends z.ZodType }
  ? z.output<B>
  : undefined;
