import { type Problem, type ProblemCode, problems } from '@wmory/contract';

export interface ProblemDetails {
  /** What a sentence about it needs: numbers, names, moments. No secrets. */
  params?: Record<string, string | number>;
  /** Seconds until another try makes sense. */
  retryAfter?: number;
  /** Where the request is wrong, as JSON Pointers. */
  faults?: { at: string; message: string }[];
  cause?: unknown;
}

/** A refusal that the API describes. Anything else that is thrown becomes a bare 500. */
export class AppError extends Error {
  override name = 'AppError';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code, { cause: details.cause });
    this.code = code;
    this.details = details;
  }
}

/** Why the server cannot start, in a sentence for whoever runs it; ends the start without a stack. */
export class StartError extends Error {
  override name = 'StartError';
}

/** The problem document (RFC 9457) of a refusal, for an answer or for one item of a batch. */
export function toProblem(code: ProblemCode, { params, faults }: ProblemDetails = {}): Problem {
  return {
    type: `urn:wmory:problem:${code}`,
    ...problems[code],
    code,
    ...(params && { params }),
    ...(faults && { faults }),
  };
}
