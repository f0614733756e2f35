/** How far the audit log had grown at a moment, as it is kept where the server's own administrator cannot change it. */
export interface SignedHead {
  /** UTC milliseconds. */
  at: number;
  /** Of the last entry. */
  seq: number;
  /** Of the last entry, hex; all entries before follow from it. */
  hash: string;
  /** HMAC-SHA-256 of the three, hex, under a key of the installation's secret. */
  mac: string;
}

/** A place off the box that heads are only ever added to. */
export interface AuditSink {
  /** Keeps a head; once more changes nothing. */
  put(head: SignedHead): Promise<void>;
  /** All that were ever kept, in any order; null for each that cannot be read. */
  list(): AsyncIterable<SignedHead | null>;
  /** For people: where it is, and what keeps heads from being changed there. */
  describe(): Promise<string>;
  close(): void;
}

/** A head as one word, in an order of words that is that of places. */
export const toWord = ({ at, seq, hash, mac }: SignedHead): string =>
  `${String(seq).padStart(16, '0')}.${at}.${hash}.${mac}`;

/** The head that is meant by a word of `toWord`; null for any other. */
export function fromWord(word: string): SignedHead | null {
  const [, seq, at, hash, mac] = /^(\d{16})\.(\d{1,16})\.([0-9a-f]{64})\.([0-9a-f]{64})$/.exec(word) ?? [];
  return seq && at && hash && mac ? { at: Number(at), seq: Number(seq), hash, mac } : null;
}
