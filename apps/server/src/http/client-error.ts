import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemCode } from '@wmory/contract';
import type { Logger } from 'pino';
import { toProblem } from '../error.ts';
import { bareHeaders } from './security.ts';

const codes: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** The whole answer, for there is no request yet that it could belong to. */
function write(code: ProblemCode): string {
  const problem = toProblem(code);
  const body = JSON.stringify(problem);
  return [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...Object.entries(bareHeaders).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/**
 * Answers what the HTTP parser cannot read, and closes the connection. The log says which fault and from where, but
 * not what was sent: it may hold anything.
 */
export function clientErrors(log: Logger): (error: Error & { code?: string }, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    log.info({ fault: error.code, ip: socket.remoteAddress }, 'a request could not be read');
    // Into an answer that has begun, a second one must not be written.
    const busy = (socket as { _httpMessage?: { headersSent: boolean } | null })._httpMessage?.headersSent;
    if (socket.writable && !busy) socket.end(write(codes[error.code ?? ''] ?? 'malformed-request'));
    socket.destroySoon();
  };
}
