import type { AuditConfig } from '../config-audit.ts';
import { createFileSink } from './file.ts';
import type { AuditSink } from './port.ts';

/** The sink of the settings; null where none is set. */
export async function openAuditSink({ sink, lockDays }: AuditConfig): Promise<AuditSink | null> {
  if (sink === null) return null;
  if (sink.kind === 'file') return createFileSink(sink.path);
  // The AWS SDK takes a moment to load, and most do without it.
  const { createS3Sink } = await import('./s3.ts');
  return createS3Sink({ store: sink.store, prefix: sink.prefix, lockDays });
}
