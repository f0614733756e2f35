import type { z } from 'zod';
import { API_PREFIX, type Operation, type OutputOf, type RequestOf } from './operation.ts';
import { type OperationId, type Operations, operations } from './operations.ts';
import { Problem, ProblemCode } from './problems.ts';

/** The server refused: `code` says why. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;
  /** Seconds to wait before another try, where the server says so. */
  readonly retryAfter: number | null;
  constructor(problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
  get code(): ProblemCode {
    return this.problem.code;
  }
}

/** No answer, or one that is not this API's: offline, a proxy's page, a broken body. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
}

export interface ClientOptions {
  /** Origin of the server, such as `https://photos.example`; empty for the page's own. A function is asked at each call. */
  baseUrl: string | (() => string);
  fetch?: typeof fetch;
  /** The access token for operations that need one; called before each. */
  accessToken?: () => string | null | Promise<string | null>;
  /**
   * Called when the server says `session-ended` or `unauthenticated`; true: try the call again. Calls that fail
   * side by side share one renewal, and none is made where `accessToken` has changed in the meantime.
   */
  renew?: () => Promise<boolean>;
  /** Sent with each request, such as a user agent. */
  headers?: Record<string, string>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** Makes a creating call safe to repeat; any unique string, kept across tries. */
  idempotencyKey?: string;
}

type Call<O extends Operation> =
  Record<string, never> extends RequestOf<O>
    ? (request?: RequestOf<O>, options?: CallOptions) => Promise<OutputOf<O>>
    : (request: RequestOf<O>, options?: CallOptions) => Promise<OutputOf<O>>;

/** One method per operation, typed by the contract. Rejects with `ProblemError` or `ConnectionError`. */
export type Client = { readonly [K in OperationId]: Call<Operations[K]> };

interface LooseRequest {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

function addressOf(operation: Operation, request: LooseRequest): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(request.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  return `${API_PREFIX}${path}${query.size > 0 ? `?${query}` : ''}`;
}

const addressNames = new Set(['url', 'thumb', 'preview', 'avatarUrl']);

/** Completes the addresses in an answer that are paths of the API's own origin, as those of a store on its disk are. */
function withOrigin<T>(value: T, origin: string): T {
  if (origin === '' || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withOrigin(item, origin)) as T;
  const entries = Object.entries(value).map(([name, field]) => [
    name,
    typeof field === 'string'
      ? addressNames.has(name) && field.startsWith('/')
        ? origin + field
        : field
      : withOrigin(field, origin),
  ]);
  return Object.fromEntries(entries) as T;
}

/** Seconds to wait by a `Retry-After` header, which holds seconds or a date (RFC 9110, 10.2.3); null without one. */
export function retryAfterOf(header: string | null | undefined, now = Date.now()): number | null {
  if (!header) return null;
  const seconds = /^\s*\d+\s*$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - now) / 1000);
  return seconds > 0 ? seconds : null;
}

// A server newer than this client may refuse for reasons that it has no word for yet.
async function problemOf(response: Response, signal: AbortSignal | undefined): Promise<ProblemError> {
  const body: unknown = await response.json().catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    return null;
  });
  const parsed = Problem.extend({ code: ProblemCode.catch('internal') }).safeParse(body);
  if (!parsed.success) throw new ConnectionError(`HTTP ${response.status} without a problem document`);
  return new ProblemError(parsed.data, retryAfterOf(response.headers.get('retry-after')));
}

/** Makes a client of the API from the contract's data; works in browsers, React Native and Node. */
export function createClient(options: ClientOptions): Client {
  const origin = () => (typeof options.baseUrl === 'string' ? options.baseUrl : options.baseUrl());
  const send = options.fetch ?? globalThis.fetch.bind(globalThis);
  let renewal: Promise<boolean> | null = null;

  async function renewed(spent: string | null): Promise<boolean> {
    const current = (await options.accessToken?.()) ?? null;
    if (current !== null && current !== spent) return true;
    renewal ??= (options.renew?.() ?? Promise.resolve(false)).finally(() => {
      renewal = null;
    });
    return renewal;
  }

  async function once(
    operation: Operation,
    request: LooseRequest,
    call: CallOptions,
    token: string | null,
  ): Promise<Response> {
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (operation.body) headers['content-type'] = 'application/json';
    if (call.idempotencyKey) headers['idempotency-key'] = call.idempotencyKey;
    const init: RequestInit = {
      method: operation.method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
    };
    if (operation.body) init.body = JSON.stringify(request.body ?? {});
    if (call.signal) init.signal = call.signal;
    try {
      return await send(origin() + addressOf(operation, request), init);
    } catch (cause) {
      if (call.signal?.aborted) throw cause;
      throw new ConnectionError('The server cannot be reached', { cause });
    }
  }

  async function invoke(operation: Operation, request: LooseRequest, call: CallOptions): Promise<unknown> {
    const tokenNow = async () =>
      operation.auth === 'public' ? null : ((await options.accessToken?.()) ?? null);
    const token = await tokenNow();
    let response = await once(operation, request, call, token);
    if (response.status === 401 && operation.auth !== 'public' && options.renew) {
      const problem = await problemOf(response, call.signal);
      const renewable = problem.code === 'unauthenticated' || problem.code === 'session-ended';
      const again = renewable && (await renewed(token));
      if (!again && operation.auth === 'user') throw problem;
      response = await once(operation, request, call, again ? await tokenNow() : null);
    }
    if (!response.ok) throw await problemOf(response, call.signal);
    const schema: z.ZodType | undefined = operation.success.body;
    if (!schema) return undefined;
    const body: unknown = await response.json().catch((cause: unknown) => {
      if (call.signal?.aborted) throw cause;
      throw new ConnectionError('The answer broke off', { cause });
    });
    const parsed = schema.safeParse(body);
    if (!parsed.success)
      throw new ConnectionError('The answer is not as this version of the API describes it', {
        cause: parsed.error,
      });
    return withOrigin(parsed.data, origin());
  }

  const calls = Object.entries(operations).map(([id, operation]) => [
    id,
    (request: LooseRequest = {}, call: CallOptions = {}) => invoke(operation, request, call),
  ]);
  return Object.fromEntries(calls) as Client;
}
