// Runs the benchmarks that the arguments name, or all: bench/<name>.ts exports `run()`, which ends by printing one
// line, `<name> <value> <unit>`, and may print what it measured beside it before that.
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const available = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => name !== 'run' && !name.includes('.'))
  .sort();
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !available.includes(name));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${available.join(', ')}.`);
  process.exit(1);
}

for (const name of asked.length > 0 ? asked : available) {
  const benchmark = (await import(pathToFileURL(join(import.meta.dirname, `${name}.ts`)).href)) as {
    run(): Promise<void>;
  };
  await benchmark.run();
}
