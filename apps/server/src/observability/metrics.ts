import type { MediaResult, UploadAnswer, UploadReceipt } from '@wmory/contract';
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../db/index.ts';
import type { Handlers } from '../http/handler.ts';
import type { JobQueue } from '../queue/port.ts';
import type { SweepObserver } from '../sweep.ts';

interface Waiting {
  count: number;
  /** UTC milliseconds. */
  oldest: number | null;
}

export interface MetricsDeps {
  database: Pick<Database, 'pool'>;
  /** Asked at each scrape: the jobs that wait or run, and when the oldest was made. */
  backlog(): Promise<Record<'queued' | 'sent', Waiting>>;
  now(): number;
}

/** What is counted and measured. Labels are words of fixed vocabularies: neither a person nor a file is one. */
export interface Metrics {
  /** In the text format of Prometheus. */
  read(): Promise<{ type: string; text: string }>;
  watchHttp(app: FastifyInstance): void;
  watchUploads<H extends UploadHandlers>(handlers: H): H;
  watchResults(queue: JobQueue): JobQueue;
  observeSweep: SweepObserver;
}

type UploadHandlers = Pick<Handlers, 'authoriseUploads' | 'confirmUploads'>;

/** Seconds. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics({ database, backlog, now }: MetricsDeps): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'wmory_http_request_duration_seconds',
    help: 'Time to answer a request, by operation of the contract; `none` is all else.',
    labelNames: ['operation', 'status'],
    buckets: DURATIONS,
    registers,
  });
  const uploads = new Counter({
    name: 'wmory_uploads_total',
    help: 'Files announced and confirmed, by what became of them.',
    labelNames: ['step', 'outcome'],
    registers,
  });
  const refusals = new Counter({
    name: 'wmory_quota_refusals_total',
    help: 'Files refused because the day of their uploader was full.',
    registers,
  });
  const results = new Counter({
    name: 'wmory_media_results_total',
    help: 'Answers of the processor, by outcome, or by reason of a failure.',
    labelNames: ['outcome'],
    registers,
  });
  const swept = new Counter({
    name: 'wmory_swept_total',
    help: 'What sweeps did, by sweep.',
    labelNames: ['sweep'],
    registers,
  });
  const failedSweeps = new Counter({
    name: 'wmory_sweep_failures_total',
    help: 'Sweeps that failed, by sweep.',
    labelNames: ['sweep'],
    registers,
  });
  const age = new Gauge({
    name: 'wmory_media_job_age_seconds',
    help: 'Age of the oldest media job of that state; 0 where there is none.',
    labelNames: ['state'],
    registers,
  });
  const jobs = new Gauge({
    name: 'wmory_media_jobs',
    help: 'Media jobs that wait to be sent, or were sent and are not answered.',
    labelNames: ['state'],
    registers,
  });
  new Gauge({
    name: 'wmory_database_connections',
    help: 'Connections of the pool to the database, and callers that wait for one.',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, count] of Object.entries(database.pool())) this.set({ state }, count);
    },
  });

  async function measureBacklog(): Promise<void> {
    jobs.reset();
    age.reset();
    // While the database is down, all the rest is there to be seen.
    const states = await backlog().catch(() => ({}));
    for (const [state, { count, oldest }] of Object.entries<Waiting>(states)) {
      jobs.set({ state }, count);
      age.set({ state }, oldest === null ? 0 : (now() - oldest) / 1000);
    }
  }

  return {
    async read() {
      await measureBacklog();
      return { type: registry.contentType, text: await registry.metrics() };
    },

    watchHttp(app) {
      app.addHook('onResponse', async (request, reply) => {
        const { operation = 'none' } = request.routeOptions.config as { operation?: string };
        requests.observe({ operation, status: reply.statusCode }, reply.elapsedTime / 1000);
      });
    },

    watchUploads(handlers) {
      const announce = (answer: UploadAnswer): void => {
        uploads.inc({ step: 'announced', outcome: answer.outcome });
        if (answer.outcome === 'refused' && answer.problem.code === 'quota-exceeded') refusals.inc();
      };
      const confirm = ({ outcome }: UploadReceipt): void => uploads.inc({ step: 'confirmed', outcome });
      return {
        ...handlers,
        async authoriseUploads(input, exchange) {
          const answer = await handlers.authoriseUploads(input, exchange);
          answer.items.forEach(announce);
          return answer;
        },
        async confirmUploads(input, exchange) {
          const answer = await handlers.confirmUploads(input, exchange);
          answer.receipts.forEach(confirm);
          return answer;
        },
      };
    },

    watchResults: (queue) => ({
      ...queue,
      consume: (handle) =>
        queue.consume((result: MediaResult) => {
          results.inc({ outcome: result.outcome === 'ready' ? 'ready' : result.reason });
          return handle(result);
        }),
    }),

    observeSweep(sweep, count) {
      if (count === null) failedSweeps.inc({ sweep });
      else swept.inc({ sweep }, count);
    },
  };
}
