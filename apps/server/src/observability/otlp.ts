import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { AppError } from '../error.ts';
import type { Tracing } from './tracing.ts';

/** Spans by OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/), in batches, next to the work. */
export function createOtlpTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'wmory' }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  const tracer = provider.getTracer('wmory');
  return {
    span: (name, facts, work) =>
      tracer.startActiveSpan(name, { attributes: facts }, async (span) => {
        try {
          return await work();
        } catch (error) {
          // A refusal is an answer; of what failed the kind alone, since messages may name people and files.
          if (error instanceof AppError) span.setAttribute('problem', error.code);
          else span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).name });
          throw error;
        } finally {
          span.end();
        }
      }),
    logFields() {
      const running = trace.getActiveSpan()?.spanContext();
      return running ? { traceId: running.traceId, spanId: running.spanId } : {};
    },
    async close() {
      await provider.shutdown().catch(() => {});
      context.disable();
    },
  };
}
