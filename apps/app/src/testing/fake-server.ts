import type { ProblemCode } from '@wmory/contract';
import { problems } from '@wmory/contract';
import { queryClient } from '@/lib/query-client';
import { setServerOrigin } from '@/lib/server';

const ORIGIN = 'https://photos.example';

/** What was asked of the server, such as `GET /groups`, with the body that came along. */
export const asked: { what: string; body: unknown }[] = [];

type Answer = (body: unknown) => Response | Promise<Response>;
/** Where it depends on what stands behind the path. */
type QueryAnswer = (body: unknown, query: URLSearchParams) => Response | Promise<Response>;

/** Answers with a body as JSON. */
export const answer = (body: unknown, status = 200): Response =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json' },
  });

/** Refuses as the server does. */
export const refuse = (code: ProblemCode): Response => {
  const { status, title } = problems[code];
  return new Response(JSON.stringify({ type: 'about:blank', title, status, code }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
};

/** Stands in for the network: answers by method and path below `/api/v1`, and refuses all else as not found. */
export function serve(routes: Record<string, QueryAnswer>): void {
  asked.length = 0;
  queryClient.clear();
  setServerOrigin(ORIGIN);
  globalThis.fetch = jest.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname, searchParams } = new URL(String(input));
    const what = `${init?.method ?? 'GET'} ${pathname.replace('/api/v1', '')}`;
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    asked.push({ what, body });
    return (routes[what] ?? (() => refuse('not-found')))(body, searchParams);
  });
}

/** A server that never answers. */
export const silence: Answer = () => new Promise(() => {});

/** A network that is not there. */
export const offline: Answer = () => {
  throw new TypeError('Network request failed');
};
