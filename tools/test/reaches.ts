import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const importing = /\b(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g;
const known = new Map<string, readonly string[]>();

function importsOf(file: string): readonly string[] {
  const seen = known.get(file);
  if (seen) return seen;
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // A path in a text that only looks like an import.
  }
  const found = [...text.matchAll(importing)].map(([, path = '']) => resolve(dirname(file), path));
  known.set(file, found);
  return found;
}

/** Whether a source file comes to the other by relative imports, its own and those of what it imports. */
export function reaches(from: string, to: string): boolean {
  const target = resolve(to);
  const seen = new Set<string>();
  const left = [resolve(from)];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (file === target) return true;
    if (seen.has(file)) continue;
    seen.add(file);
    left.push(...importsOf(file));
  }
  return false;
}
