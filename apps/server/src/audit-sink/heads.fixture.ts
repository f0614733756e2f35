import type { AuditSink, SignedHead } from './port.ts';

export const headOf = (seq: number): SignedHead => ({
  at: 1_800_000_000_000 + seq,
  seq,
  hash: seq.toString(16).padStart(64, 'a'),
  mac: seq.toString(16).padStart(64, 'b'),
});

export async function listAll(sink: AuditSink): Promise<(SignedHead | null)[]> {
  const heads: (SignedHead | null)[] = [];
  for await (const head of sink.list()) heads.push(head);
  return heads;
}
