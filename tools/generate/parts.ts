/** One version of a package that the code stands on. */
export interface Part {
  name: string;
  version: string;
  /** SPDX expression (https://spdx.org/licenses/); null where its author says none. */
  licence: string | null;
  /** `excluded`: only for tests, checks and builds. */
  scope: 'required' | 'optional' | 'excluded';
  /** Digest of its archive, as in the lock file: `sha512-` and base64. */
  integrity: string | null;
}

interface LockedPackage {
  name?: string;
  version?: string;
  license?: string;
  integrity?: string;
  link?: boolean;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
}

export interface Lock {
  packages: Record<string, LockedPackage>;
}

/** What packages say in a file of theirs and not where npm looks. */
const said: Record<string, string> = {
  busboy: 'MIT',
  exit: 'MIT',
  'humanize-number': 'MIT',
  streamsearch: 'MIT',
};

/** Licences whose works may be part of one under the AGPL 3, and those of data and tools that lie beside it. */
const allowed = new Set([
  '0BSD',
  'AGPL-3.0-only',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC0-1.0',
  // Whoever may choose may choose 3, which does.
  'GPL-2.0-or-later',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-3.0',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Python-2.0',
  'Unlicense',
]);

const weight = { required: 2, optional: 1, excluded: 0 } as const;
const scopeOf = ({ dev, devOptional, optional }: LockedPackage): Part['scope'] =>
  dev || devOptional ? 'excluded' : optional ? 'optional' : 'required';

/** Every part that a lock file of npm names, once, in order. */
export function listParts({ packages }: Lock): Part[] {
  const parts = new Map<string, Part>();
  for (const [path, locked] of Object.entries(packages)) {
    const at = path.lastIndexOf('node_modules/');
    if (at < 0 || locked.link || locked.version === undefined) continue;
    const name = locked.name ?? path.slice(at + 'node_modules/'.length);
    const id = `${name}@${locked.version}`;
    const part: Part = {
      name,
      version: locked.version,
      licence: locked.license ?? said[name] ?? null,
      scope: scopeOf(locked),
      integrity: locked.integrity ?? null,
    };
    const known = parts.get(id);
    if (!known || weight[known.scope] < weight[part.scope]) parts.set(id, part);
  }
  return [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** Whether an expression leaves a choice of licences that go with the AGPL; parentheses are round all of it or nothing. */
export function goesWithAgpl(licence: string | null): boolean {
  const choices = (licence ?? '').replaceAll(/^\(|\)$/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((each) => allowed.has(each)));
}

const purl = ({ name, version }: Part): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** A software bill of materials, CycloneDX 1.6 (https://cyclonedx.org), that says the same for the same parts. */
export function describeAsSbom(
  parts: readonly Part[],
  product: { name: string; version: string; licence: string },
) {
  const { name, version, licence } = product;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': name,
        name,
        version,
        licenses: [{ license: { id: licence } }],
      },
    },
    components: parts.map((part) => ({
      type: 'library',
      'bom-ref': purl(part),
      name: part.name,
      version: part.version,
      scope: part.scope,
      purl: purl(part),
      ...(part.licence !== null && { licenses: [toLicence(part.licence)] }),
      ...(part.integrity !== null && { hashes: [toHash(part.integrity)] }),
    })),
  };
}

const toLicence = (licence: string): object =>
  licence.includes(' ') ? { expression: licence.replaceAll(/^\(|\)$/g, '') } : { license: { id: licence } };

function toHash(integrity: string): { alg: string; content: string } {
  const [kind = '', digest = ''] = integrity.split('-', 2);
  return { alg: kind.replace('sha', 'SHA-'), content: Buffer.from(digest, 'base64').toString('hex') };
}

/** The licences as a page: how many parts have which, and those that go along with the product by name. */
export function describeLicences(parts: readonly Part[]): string {
  const byLicence = Object.entries(Object.groupBy(parts, ({ licence }) => licence ?? 'none')).sort(
    ([a, some = []], [b, others = []]) => others.length - some.length || (a < b ? -1 : 1),
  );
  const table = byLicence.map(([licence, members = []]) => {
    const shipped = members.filter(({ scope }) => scope !== 'excluded').length;
    return `| ${licence} | ${shipped} | ${members.length - shipped} |`;
  });
  const lists = byLicence.flatMap(([licence, members = []]) => {
    const shipped = members.filter(({ scope }) => scope !== 'excluded');
    const names = shipped.map(({ name, version }) => `${name} ${version}`).join(', ');
    return shipped.length > 0 ? [`**${licence}**: ${names}`, ''] : [];
  });
  return [
    '# Licences of what this stands on',
    '',
    'Made by `npm run generate` from `package-lock.json`; `npm run check` fails at a licence that does not go with the AGPL 3, and',
    'at a part that names none. [sbom.cdx.json](sbom.cdx.json) has the same with versions and digests, in CycloneDX.',
    '',
    '| licence | along with the product | for tests, checks and builds alone |',
    '| --- | --- | --- |',
    ...table,
    '',
    '## Along with the product',
    '',
    ...lists,
  ].join('\n');
}
