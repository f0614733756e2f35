// Writes the list of what this stands on, docs/sbom.cdx.json, and of its licences, docs/licences.md; `--check` only
// compares. A licence that does not go with the AGPL ends it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keepFile } from './generate/keep-file.ts';
import { describeAsSbom, describeLicences, goesWithAgpl, type Lock, listParts } from './generate/parts.ts';

const read = (path: string) => JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'));
const parts = listParts(read('package-lock.json') as Lock);
for (const { name, version, licence } of parts.filter((part) => !goesWithAgpl(part.licence))) {
  console.error(
    `${name} ${version} is under ${licence ?? 'no licence'}, which is not known to go with the AGPL.`,
  );
  process.exitCode = 1;
}
const {
  name,
  version,
  license: licence,
} = read('package.json') as Record<'name' | 'version' | 'license', string>;
const sbom = describeAsSbom(parts, { name, version, licence });
keepFile('docs/sbom.cdx.json', () => `${JSON.stringify(sbom, null, 1)}\n`);
keepFile('docs/licences.md', () => describeLicences(parts));
