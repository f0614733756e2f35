import { join } from 'node:path';
import { openSecrets } from '../apps/server/src/secrets.ts';
import { serveDisk } from '../apps/server/src/storage/disk.fixture.ts';

/** The object store of a data folder, in a process of its own: it knows the signatures of the server's. */
const dataDir = process.argv[2] ?? '';
const served = await serveDisk({
  dir: join(dataDir, 'objects'),
  secret: openSecrets(dataDir, null).key('storage'),
});
process.on('disconnect', () => void served.close().then(() => process.exit()));
process.send?.(served.origin);
