// Rolls an image out to the hosts of a stage, one after the other: `deploy-hosts.ts <stage> <digest>`. Should one refuse
// it, all go back to the digest that the stage's parameter names, and it ends with 1. Needs `aws`, logged in.
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const [stage = '', digest = ''] = process.argv.slice(2);
if (!/^[a-z]+$/.test(stage) || !/^sha256:[0-9a-f]{64}$/.test(digest)) {
  console.error('Usage: deploy-hosts.ts <stage> sha256:<64 hex>');
  process.exit(2);
}
const parameter = `/wmory/${stage}/image-digest`;
/** Milliseconds between two looks at how a command goes, and looks at most: two hours. */
const PAUSE = Number(process.env['WMORY_POLL_MS'] ?? 5_000);
const MAX_LOOKS = 1_440;

interface Invocation {
  InstanceId: string;
  StatusDetails: string;
  CommandPlugins: { Output?: string }[];
}

const before = readDigest();
if (await rollOut(digest)) {
  aws('ssm', 'put-parameter', '--name', parameter, '--value', digest, '--overwrite');
  // A host that started meanwhile took the former one; for the others there is nothing to do.
  if (digest !== before && !(await rollOut(digest))) process.exit(1);
  console.log(`${stage} is at ${digest}.`);
} else {
  if (before === 'none' || before === digest) console.error('There is no former image to go back to.');
  else if (await rollOut(before)) console.error(`${stage} is back at ${before}.`);
  else console.error(`Not every host is back at ${before}: see docs/operations.md.`);
  process.exit(1);
}

/** Whether every host took it; the first that does not ends it. */
async function rollOut(wanted: string): Promise<boolean> {
  const { Command } = aws<{ Command: { CommandId: string } }>(
    ...['ssm', 'send-command', '--document-name', `wmory-${stage}-rollout`],
    ...['--targets', `Key=tag:wmory-stage,Values=${stage}`, '--parameters', `digest=${wanted}`],
    ...['--max-concurrency', '1', '--max-errors', '0', '--timeout-seconds', '600'],
  );
  const id = Command.CommandId;
  for (let look = 0; look < MAX_LOOKS; look++) {
    await sleep(PAUSE);
    const { Commands } = aws<{ Commands: { Status: string; StatusDetails: string; TargetCount: number }[] }>(
      ...['ssm', 'list-commands', '--command-id', id],
    );
    const [state] = Commands;
    if (!state || ['Pending', 'InProgress', 'Cancelling'].includes(state.Status)) continue;
    const hosts = report(id);
    // A command that met no host is a success to Systems Manager, and none to us.
    return state.Status === 'Success' && hosts > 0;
  }
  console.error('The hosts did not answer in time.');
  return false;
}

/** Shows what each host said; answers how many there are. */
function report(id: string): number {
  const { CommandInvocations } = aws<{ CommandInvocations: Invocation[] }>(
    ...['ssm', 'list-command-invocations', '--command-id', id, '--details'],
  );
  if (CommandInvocations.length === 0) console.error(`No host of ${stage} was there.`);
  for (const { InstanceId, StatusDetails, CommandPlugins } of CommandInvocations) {
    console.log(`${InstanceId}: ${StatusDetails}`);
    for (const { Output } of CommandPlugins) if (Output) console.log(Output.trimEnd().replace(/^/gm, '  '));
  }
  return CommandInvocations.length;
}

function readDigest(): string {
  return aws<{ Parameter: { Value: string } }>('ssm', 'get-parameter', '--name', parameter).Parameter.Value;
}

function aws<T = unknown>(...args: string[]): T {
  return JSON.parse(execFileSync('aws', [...args, '--output', 'json'], { encoding: 'utf8' })) as T;
}
