import { type Tracing, untraced } from './tracing.ts';

/** Loads the libraries of OpenTelemetry where there is an endpoint to send to. */
export async function openTracing(endpoint: string | null): Promise<Tracing> {
  if (endpoint === null) return untraced;
  const { createOtlpTracing } = await import('./otlp.ts');
  return createOtlpTracing(endpoint);
}
