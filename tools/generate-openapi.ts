// Writes packages/contract/openapi.json from the operations of the contract; `--check` only compares.
import { openapi } from '../packages/contract/src/openapi.ts';
import { keepFile } from './generate/keep-file.ts';

keepFile('packages/contract/openapi.json', () => `${JSON.stringify(openapi(), null, 2)}\n`);
