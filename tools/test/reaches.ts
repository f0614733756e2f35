import { existsSync, readFileSync } from 'node:fs';
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

/** A source file and all that it comes to by relative imports, its own and those of what it imports. */
function* walk(from: string): Generator<string> {
  const seen = new Set<string>();
  const left = [resolve(from)];
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    yield file;
    left.push(...importsOf(file));
  }
}

/** Whether a source file comes to the other by relative imports, its own and those of what it imports. */
export function reaches(from: string, to: string): boolean {
  const target = resolve(to);
  for (const file of walk(from)) if (file === target) return true;
  return false;
}

/** The text of a source file, then of all that it comes to. */
export const sourcesOf = (from: string): string[] =>
  [...walk(from)].filter(existsSync).map((file) => readFileSync(file, 'utf8'));
