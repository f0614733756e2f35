import { writeFileSync } from 'node:fs';
import { openapi } from '../packages/contract/src/openapi.ts';

// Writes packages/contract/openapi.json from the operations; a test fails while the two differ.
const target = new URL('../packages/contract/openapi.json', import.meta.url);
writeFileSync(target, `${JSON.stringify(openapi(), null, 2)}\n`);
