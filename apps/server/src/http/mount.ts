import { API_PREFIX, type Operation, type OperationId, operations } from '@wmory/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor, Caller } from '../caller.ts';
import { AppError } from '../error.ts';
import type { Idempotency } from '../modules/idempotency/index.ts';
import { Presented } from '../presented.ts';
import type { Exchange, Handlers } from './handler.ts';
import { type RateLimits, subscriberOf } from './rate-limits.ts';
import { refreshCookie } from './refresh-cookie.ts';
import { validate } from './validate.ts';

export interface MountDeps {
  handlers: Handlers;
  /** The session that an access token stands for; throws `unauthenticated` or `session-ended`. */
  authenticate(accessToken: string): Promise<{ userId: string; sessionId: string }>;
  rateLimits: RateLimits;
  idempotency: Idempotency;
  /** Traces an operation, from the check of who asks to the answer. */
  span<T>(name: string, facts: Record<string, string>, work: () => Promise<T>): Promise<T>;
  /** The origin that people open. */
  publicUrl: () => string;
}

type AnyHandler = (input: unknown, exchange: Exchange<Caller | Actor>) => Promise<unknown>;

const callerOf = (request: FastifyRequest): Caller => ({
  requestId: request.id,
  ip: request.ip,
  userAgent: String(request.headers['user-agent'] ?? '').slice(0, 200),
  acceptLanguage: String(request.headers['accept-language'] ?? '').slice(0, 200),
});

function bearerOf(request: FastifyRequest): string {
  const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (!token) throw new AppError('unauthenticated');
  return token;
}

/** The answer as the contract describes it: what it does not declare never leaves. */
function present(operation: Operation, output: unknown): Uint8Array | null {
  const { body } = operation.success;
  if (!body) return null;
  return (output instanceof Presented ? output : Presented.by(body, output)).bytesBy(body);
}

function send(
  reply: FastifyReply,
  answer: { status: number; body: Uint8Array | string | null },
): FastifyReply {
  reply.code(answer.status).header('cache-control', 'private, no-store');
  return answer.body === null
    ? reply.send()
    : reply.header('content-type', 'application/json; charset=utf-8').send(answer.body);
}

/** Mounts every operation of the contract: who, how often, what, and only then the handler. */
export function mount(app: FastifyInstance, deps: MountDeps): void {
  for (const [id, operation] of Object.entries(operations) as [OperationId, Operation][]) {
    const handler = deps.handlers[id] as unknown as AnyHandler;
    app.route({
      method: operation.method,
      url: API_PREFIX + operation.path,
      config: { operation: id },
      handler: (request, reply) => deps.span(id, {}, () => answerTo(request, reply)),
    });

    async function answerTo(request: FastifyRequest, reply: FastifyReply) {
      let caller: Caller | Actor = callerOf(request);
      const { auth } = operation;
      if (auth === 'user' || (auth === 'optional' && request.headers.authorization))
        caller = { ...caller, ...(await deps.authenticate(bearerOf(request))) };
      const actor = 'userId' in caller ? caller : null;
      await deps.rateLimits.consume(operation.rate, actor?.userId ?? subscriberOf(caller.ip), reply);
      const input = validate(operation, request);
      const exchange = { caller, refreshCookie: refreshCookie(request, reply, deps.publicUrl()) };
      const { status } = operation.success;
      const answer = async () => present(operation, await handler(input, exchange));
      const key = operation.idempotent && actor ? request.headers['idempotency-key'] : undefined;
      if (key === undefined || !actor) return send(reply, { status, body: await answer() });
      const once = { userId: actor.userId, key: String(key), operation: id, input };
      const work = async () => {
        const body = await answer();
        return { status, body: body && Buffer.from(body).toString() };
      };
      return send(reply, await deps.idempotency.once(once, work));
    }
  }
}
