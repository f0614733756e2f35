import { after, before, describe, test } from 'node:test';
import type { Storage } from './port.ts';
import { testMultiparts } from './suite/multiparts.ts';
import { testObjects } from './suite/objects.ts';
import { testReads } from './suite/reads.ts';
import { createBench, type Dialect } from './suite/requests.ts';
import { testUploads } from './suite/uploads.ts';

export interface StorageUnderTest {
  storage: Storage;
  close(): Promise<void>;
}

const strict: Dialect = { forged: [403], malformed: [403], wrongBody: [400], taken: [412], lostRace: [412] };

/**
 * What every store must do, on a real one over real HTTP. `make` starts it once for the whole suite; keys are
 * fresh in each test. `differences` say where a store refuses with other status codes.
 */
export function storageSuite(
  name: string,
  make: () => Promise<StorageUnderTest>,
  differences: Partial<Dialect> = {},
): void {
  describe(name, () => {
    let started: StorageUnderTest;
    before(async () => {
      started = await make();
    });
    after(() => started?.close());

    const bench = createBench(() => started.storage, { ...strict, ...differences });
    testUploads(bench);
    testReads(bench);
    testObjects(bench);
    testMultiparts(bench);
    test('answers a ping', () => bench.storage.ping());
  });
}
