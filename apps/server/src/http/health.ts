import type { FastifyInstance } from 'fastify';

export interface Readiness {
  /** Each rejects when its part cannot serve. */
  checks: Record<string, () => Promise<void>>;
  /** True from the moment the server is asked to stop, so that a balancer sends nobody more. */
  stopping: () => boolean;
}

const DEADLINE = 900;

async function within(check: () => Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, DEADLINE, false);
  });
  const answer = check().then(
    () => true,
    () => false,
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

/** `/livez`: the process runs. `/readyz`: it can serve, and every part it needs answers within a second. */
export function health(app: FastifyInstance, { checks, stopping }: Readiness): void {
  app.get('/livez', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const parts = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, (await within(check)) ? 'ok' : 'unavailable'] as const,
      ),
    );
    const ready = !stopping() && parts.every(([, state]) => state === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ok' : stopping() ? 'stopping' : 'unavailable',
        parts: Object.fromEntries(parts),
      });
  });
}
