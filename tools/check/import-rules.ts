import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { hasInlineImportType } from './inline-import-types.ts';
import { visitUsingDeclarations } from './swc-visitor.ts';

/** An import that breaks a rule. */
export interface Violation {
  rule: string;
  /** What the rule is for. */
  reason: string;
  from: string;
  to: string;
}

const rules = join(import.meta.dirname, '../../.dependency-cruiser.cjs');

/** Mocks of Jest name what they stand in for as `typeof import('…')`, and no rule is about what tests import. */
const exempt = /node_modules[/]|[.]test[.]|^apps[/]app[/]src[/]testing[/]/;
const folders = ['packages', 'apps', 'tools', 'bench', 'e2e'];

/**
 * Follows every import below `root`, a whole checkout or a small one made for a test, and answers those that the
 * rules of .dependency-cruiser.cjs forbid.
 */
export async function findForbiddenImports(
  root: string,
): Promise<{ files: number; violations: Violation[] }> {
  visitUsingDeclarations();
  const options = await extractDepcruiseOptions(rules);
  const { output } = await cruise(
    folders,
    { ...options, baseDir: root },
    {
      // Node's way, and Metro's: the alias of the app, and files for one platform.
      alias: { '@': join(root, 'apps/app/src') },
      extensions: ['', '.web', '.native']
        .flatMap((kind) => [`${kind}.ts`, `${kind}.tsx`])
        .concat('.js', '.json'),
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  );
  const { modules, summary } = output as ICruiseResult;
  const inline = modules
    .filter(({ couldNotResolve }) => !couldNotResolve)
    .map(({ source }) => source)
    .filter((path) => /[.]tsx?$/.test(path) && !exempt.test(path) && hasInlineImportType(join(root, path)));
  return {
    files: summary.totalCruised,
    violations: [
      ...summary.violations.map(({ rule: { name }, from, to, cycle }) => ({
        rule: name,
        reason: options.ruleSet?.forbidden?.find((rule) => rule.name === name)?.comment ?? '',
        from,
        to: cycle ? cycle.map((step) => step.name).join(', that imports ') : to,
      })),
      ...inline.map((from) => ({
        rule: 'no-inline-import-type',
        reason: 'The other rules cannot see it: write `import type` instead.',
        from,
        to: "import('…')",
      })),
    ],
  };
}
