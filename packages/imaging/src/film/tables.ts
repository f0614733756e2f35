import { ImagingError } from '../errors.ts';

/** The tables of a track that tell where its samples are (ISO/IEC 14496-12, 8.6 and 8.7); each as the body of its box. */
export interface SampleTables {
  /** `stco`: 4 bytes an offset. `co64`: 8. */
  readonly offsets: Buffer;
  readonly offsetSize: 4 | 8;
  /** `stsz` */
  readonly sizes: Buffer;
  /** `stsc` */
  readonly chunks: Buffer;
}

/** Where the chunks of a track begin and end, in bytes of the file. Throws ImagingError `corrupt` where the tables do not say. */
export function* chunkRanges({
  offsets,
  offsetSize,
  sizes,
  chunks,
}: SampleTables): Generator<[number, number]> {
  if (sizes.length < 12) throw contradiction();
  const [same, samples] = [sizes.readUInt32BE(4), sizes.readUInt32BE(8)];
  if (same === 0 && sizes.length < 12 + samples * 4) throw contradiction();
  let sample = 0;
  let entry = 8;
  for (
    let at = 8, chunk = 1;
    at + offsetSize <= offsets.length && sample < samples;
    at += offsetSize, chunk++
  ) {
    // `stsc` has an entry where the number of samples in a chunk changes.
    while (entry + 24 <= chunks.length && chunks.readUInt32BE(entry + 12) <= chunk) entry += 12;
    if (entry + 8 > chunks.length) throw contradiction();
    const end = Math.min(samples, sample + chunks.readUInt32BE(entry + 4));
    const start = offsetSize === 8 ? Number(offsets.readBigUInt64BE(at)) : offsets.readUInt32BE(at);
    let size = same * (end - sample);
    if (same === 0) for (let each = sample; each < end; each++) size += sizes.readUInt32BE(12 + each * 4);
    sample = end;
    yield [start, start + size];
  }
  if (sample < samples) throw contradiction();
}

const contradiction = () => new ImagingError('corrupt', 'tables of samples contradict each other');
