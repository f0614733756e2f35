// Stands in for `aws` in the tests of the rollout. It knows the file `parameter`, secrets, and commands that succeed on
// each host unless the file `refused` names their digest; what was asked is in the file `calls`.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const world = process.env['WMORY_FAKE_WORLD'] ?? '';
const args = process.argv.slice(2);
appendFileSync(join(world, 'calls'), `aws ${args.join(' ')}\n`);
const option = (name: string) => args[args.indexOf(`--${name}`) + 1] ?? '';
const read = (name: string) => (existsSync(join(world, name)) ? readFileSync(join(world, name), 'utf8') : '');
const asText = option('output') === 'text';
const answer = (value: unknown) => console.log(asText ? value : JSON.stringify(value));

switch (args.slice(0, 2).join(' ')) {
  case 'secretsmanager get-secret-value':
    answer(
      {
        secret: 'seal',
        smtp: read('smtp') || 'smtps://mail.test:465',
        password: '{"password":"pass"}',
        'reads-key': 'cmVhZHM=',
      }[option('secret-id')],
    );
    break;
  case 'ecr get-login-password':
    console.log('registry-token');
    break;
  case 'ecr batch-get-image':
    answer(read(`tag-${option('image-ids').split('=')[1]}`) || 'None');
    break;
  case 'ssm get-parameter':
    answer(asText ? read('parameter') : { Parameter: { Value: read('parameter') } });
    break;
  case 'ssm put-parameter':
    writeFileSync(join(world, 'parameter'), option('value'));
    answer({ Version: 2 });
    break;
  case 'ssm send-command':
    writeFileSync(join(world, 'command'), option('parameters').replace('digest=', ''));
    answer({ Command: { CommandId: 'one' } });
    break;
  case 'ssm list-commands':
    answer({
      Commands: [
        { Status: isRefused() ? 'Failed' : 'Success', StatusDetails: '', TargetCount: hosts().length },
      ],
    });
    break;
  case 'ssm list-command-invocations':
    answer({
      CommandInvocations: hosts().map((InstanceId, index) => ({
        InstanceId,
        StatusDetails: isRefused() && index > 0 ? 'Failed' : 'Success',
        CommandPlugins: [{ Output: `${read('command')} was tried` }],
      })),
    });
    break;
  default:
    console.error(`no such command: ${args.join(' ')}`);
    process.exit(254);
}

function hosts(): string[] {
  return read('hosts').split(' ').filter(Boolean);
}

function isRefused(): boolean {
  return read('refused') === read('command');
}
