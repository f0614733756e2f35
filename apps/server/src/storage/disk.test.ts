import { serveDisk } from './disk.fixture.ts';
import { storageSuite } from './suite.ts';

storageSuite('disk storage', () => serveDisk());
