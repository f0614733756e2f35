import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/**
 * Whether a file names a type as `import('…').Name`. The other import rules cannot see those, so none are allowed:
 * `import type { Name } from '…'` says the same.
 */
export function hasInlineImportType(path: string): boolean {
  const source = readFileSync(path, 'utf8');
  if (!source.includes('import(')) return false;
  const tree = parseSync(source, { syntax: 'typescript', tsx: path.endsWith('x'), target: 'esnext' });
  return holdsType(tree, 'TsImportType');
}

function holdsType(node: unknown, type: string): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('type' in node && node.type === type) return true;
  return Object.values(node).some((child) => holdsType(child, type));
}
