import type { FastifyInstance } from 'fastify';

export interface Readiness {
  /** Each rejects when its part cannot serve. */
  checks: Record<string, () => Promise<void>>;
  /** True from the moment the server is asked to stop, so that a balancer sends nobody more. */
  stopping: () => boolean;
}

/** Milliseconds that a part has to answer. */
const DEADLINE = 700;
/** Milliseconds for which an answer stands for others; with `DEADLINE`, what is gone is known within a second. */
const FRESH = 250;

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

/** Asks every part, but only once for all who want to know at about the same time: anyone may ask, and often. */
export function createProbe(
  checks: Readiness['checks'],
): () => Promise<Record<string, 'ok' | 'unavailable'>> {
  let last: { at: number; parts: Promise<Record<string, 'ok' | 'unavailable'>> } | null = null;
  async function ask() {
    const parts = await Promise.all(
      Object.entries(checks).map(
        async ([name, check]) => [name, (await within(check)) ? 'ok' : 'unavailable'] as const,
      ),
    );
    return Object.fromEntries(parts);
  }
  return () => {
    const now = performance.now();
    if (last === null || now - last.at > FRESH) last = { at: now, parts: ask() };
    return last.parts;
  };
}

/** `/livez`: the process runs. `/readyz`: it can serve, and every part it needs answers within a second. */
export function health(app: FastifyInstance, { checks, stopping }: Readiness): void {
  const probe = createProbe(checks);
  app.get('/livez', (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const parts = await probe();
    const ready = !stopping() && Object.values(parts).every((state) => state === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        status: ready ? 'ok' : stopping() ? 'stopping' : 'unavailable',
        parts,
      });
  });
}
