// `npm run synth`: makes the templates of every stage, with made-up names, and holds them against the rules of cdk-nag.
import { join } from 'node:path';
import type { Stage } from '../config.ts';
import { stages } from '../config.ts';
import { createExample } from '../example.ts';

for (const stage of Object.keys(stages) as Stage[]) {
  const outdir = join(import.meta.dirname, '../cdk.out', stage);
  // Throws, and says why, if there is a finding that nobody answers for.
  const { stacks } = createExample(stage, outdir).synth();
  const resources = stacks.reduce((sum, { template }) => sum + Object.keys(template.Resources).length, 0);
  console.log(`${stage}: ${stacks.length} stacks, ${resources} resources, 0 findings`);
}
console.log('The templates are in infra/cdk.out.');
