import type { Problem, ProblemCode } from '@wmory/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isUnavailable } from '../db/index.ts';
import { AppError, toProblem } from '../error.ts';

// What Fastify itself refuses, before a handler is reached.
const frameworkCodes: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-request',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_CTP_INSTANCE_ALREADY_EXISTS: 'internal',
  FST_ERR_BAD_URL: 'not-found',
  FST_ERR_MAX_PARAM_LENGTH: 'not-found',
};

/** The refusal that an error stands for; anything unknown is `internal`, whatever it says. */
function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isUnavailable(error)) return new AppError('unavailable', { cause: error, retryAfter: 2 });
  const { code = '', statusCode = 500 } = error as Partial<FastifyError>;
  const known = frameworkCodes[code];
  if (known) return new AppError(known, { cause: error });
  // The JSON parser and the HTTP parser mark a client's fault by status alone.
  if (statusCode >= 400 && statusCode < 500) return new AppError('malformed-request', { cause: error });
  return new AppError('internal', { cause: error });
}

/** Answers `application/problem+json` (RFC 9457). */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  const refusal = refusalOf(error);
  const problem: Problem = {
    ...toProblem(refusal.code, refusal.details),
    instance: `urn:uuid:${request.id}`,
  };
  if (problem.status >= 500 && refusal.code === 'internal')
    request.log.error({ err: error }, 'unexpected error');
  else if (refusal.code === 'unavailable') request.log.warn({ err: error }, 'a part cannot be reached');
  const { retryAfter } = refusal.details;
  if (retryAfter !== undefined) reply.header('retry-after', String(Math.max(1, Math.ceil(retryAfter))));
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problem));
}
