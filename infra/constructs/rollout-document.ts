import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { rolloutScript } from './host-user-data.ts';

/**
 * What a deployment may have hosts do, and nothing else: take the rollout script that came with it, and roll one digest out.
 * Systems Manager replaces what stands in double braces, which the script is therefore free of.
 */
export function createRolloutDocument(scope: Construct, id: string, name: string): CfnDocument {
  if (rolloutScript.includes('{{')) throw new Error('rollout.sh has double braces, which mean a parameter.');
  return new CfnDocument(scope, id, {
    name,
    documentType: 'Command',
    documentFormat: 'JSON',
    updateMethod: 'NewVersion',
    targetType: '/AWS::EC2::Instance',
    content: {
      schemaVersion: '2.2',
      description: 'Brings one image of WMORY to a host, or leaves it as it was.',
      parameters: {
        digest: { type: 'String', description: 'sha256:…', allowedPattern: '^sha256:[0-9a-f]{64}$' },
      },
      mainSteps: [
        {
          action: 'aws:runShellScript',
          name: 'rollout',
          inputs: {
            timeoutSeconds: '1200',
            runCommand: [
              "cat > /opt/wmory/rollout.sh.new <<'WMORY_END'",
              ...rolloutScript.trimEnd().split('\n'),
              'WMORY_END',
              'chmod 0700 /opt/wmory/rollout.sh.new',
              'mv /opt/wmory/rollout.sh.new /opt/wmory/rollout.sh',
              '/opt/wmory/rollout.sh {{ digest }}',
            ],
          },
        },
      ],
    },
  });
}
