import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Stage, stages } from './config.ts';
import { rolloutScript } from './constructs/host-user-data.ts';
import { createExample } from './example.ts';

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template has as many shapes as AWS has kinds of resources
  Properties: any;
  DeletionPolicy?: string;
}

interface Template {
  Resources: Record<string, Resource>;
  Rules: Record<string, { Assertions: { Assert: unknown }[] }>;
}

/** Stacks by the last part of their name: `Data`. */
export type Templates = Record<string, Template>;

export const stageNames = Object.keys(stages) as Stage[];

/** What CloudFormation would be given. */
export function synthesise(stage: Stage): Templates {
  const outdir = mkdtempSync(join(tmpdir(), 'wmory-cdk-'));
  try {
    const { stacks } = createExample(stage, outdir).synth();
    return Object.fromEntries(
      stacks.map(({ stackName, template }) => [stackName.split('-').at(-1) ?? '', template as Template]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** All resources of a kind in a stage, such as `AWS::S3::Bucket`. */
export function resourcesOf(templates: Templates, type: string): Resource[] {
  return Object.values(templates)
    .flatMap(({ Resources }) => Object.values(Resources))
    .filter((resource) => resource.Type === type);
}

const scriptLines = rolloutScript.trimEnd().split('\n');

/** The templates as they are kept: without what the CDK adds for itself, and with the rollout script by its name. */
export function trim(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(scriptLines.join('\n'), '(rollout.sh)');
  if (Array.isArray(value)) {
    const at = value.indexOf(scriptLines[0]);
    const holdsScript = at >= 0 && scriptLines.every((line, index) => value[at + index] === line);
    const items = holdsScript ? value.toSpliced(at, scriptLines.length, '(rollout.sh)') : value;
    return items.map(trim);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !['Metadata', 'Parameters', 'Rules'].includes(name))
      .map(([name, each]) => [name, trim(each)]),
  );
}
