// Writes the table of settings in README.md, and .env.example, from the server's own list; `--check` only compares.
import { configFields } from '../apps/server/src/config.ts';
import { describeInEnvFile, describeInTable, replaceBetweenMarkers } from './generate/config-docs.ts';
import { keepFile } from './generate/keep-file.ts';

keepFile('README.md', (readme) =>
  replaceBetweenMarkers(readme, 'configuration', describeInTable(configFields)),
);
keepFile('.env.example', () => describeInEnvFile(configFields));
