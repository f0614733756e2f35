import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Stage } from './config.ts';
import { resourcesOf, stageNames, synthesise, type Templates } from './templates.fixture.ts';

/** Each statement on a line: actions, then what on. A right more than these is a decision, made here first. */
const rights: Record<Stage, Record<'host' | 'processor' | 'deployment', readonly string[]>> = {
  small: {
    host: hostRights('password'),
    processor: processorRights(),
    deployment: deploymentRights('small'),
  },
  production: {
    host: hostRights('iam'),
    processor: processorRights(),
    deployment: deploymentRights('production'),
  },
};

function processorRights(): string[] {
  return [
    'sqs:DeleteMessage sqs:GetQueueAttributes sqs:ReceiveMessage on <Data:JobsQueue>',
    'sqs:SendMessage on <Data:ResultsQueue>',
    'logs:CreateLogStream logs:PutLogEvents on <Log>',
  ];
}

function hostRights(access: 'iam' | 'password'): string[] {
  const readsKey = access === 'iam' ? '<Data:ReadsKey> ' : '';
  const password = access === 'password' ? '<Data:DatabaseInstanceSecretAttachment> ' : '';
  return [
    's3:AbortMultipartUpload s3:DeleteObject s3:GetObject s3:ListMultipartUploadParts s3:PutObject on <Data:Photos>/evidence/* <Data:Photos>/incoming/* <Data:Photos>/media/*',
    's3:ListBucket s3:ListBucketMultipartUploads on <Data:Photos>',
    's3:GetBucketCORS s3:GetBucketPolicy s3:GetBucketPublicAccessBlock s3:GetLifecycleConfiguration on <Data:Photos>',
    'sqs:SendMessage on <Data:JobsQueue>',
    'sqs:ChangeMessageVisibility sqs:DeleteMessage sqs:ReceiveMessage on <Data:ResultsQueue>',
    ...(access === 'iam'
      ? [
          'rds-db:connect on arn:aws:rds-db:eu-central-1:<AWS::AccountId>:dbuser:<Data:DatabaseProxy>[6]/wmory',
        ]
      : []),
    ...(access === 'iam'
      ? [
          'elasticache:Connect on arn:aws:elasticache:eu-central-1:<AWS::AccountId>:replicationgroup:wmory-production arn:aws:elasticache:eu-central-1:<AWS::AccountId>:user:wmory-production',
        ]
      : []),
    `secretsmanager:GetSecretValue on ${password}${readsKey}<Data:Secret> <Data:Smtp>`,
    'ssm:GetParameter on arn:aws:ssm:eu-central-1:<AWS::AccountId>:parameter<Delivery:Digest>',
    'ecr:GetAuthorizationToken on *',
    'ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:GetDownloadUrlForLayer on <Delivery:Repository>',
    'logs:CreateLogStream logs:PutLogEvents on <Log>',
    'ec2messages:AcknowledgeMessage ec2messages:DeleteMessage ec2messages:FailMessage ec2messages:GetEndpoint ec2messages:GetMessages ec2messages:SendReply ssm:UpdateInstanceInformation ssmmessages:CreateControlChannel ssmmessages:CreateDataChannel ssmmessages:OpenControlChannel ssmmessages:OpenDataChannel on *',
    'cloudformation:SignalResource on <AWS::StackId>',
  ];
}

function deploymentRights(stage: Stage): string[] {
  const arn = (rest: string) => `arn:<AWS::Partition>:${rest}`;
  const here = '<AWS::Region>:<AWS::AccountId>';
  const bootstrapped = (name: string) =>
    arn(`iam::<AWS::AccountId>:role/cdk-hnb659fds-${name}-role-<AWS::AccountId>-<AWS::Region>`);
  return [
    'ecr:GetAuthorizationToken on *',
    'ecr:BatchCheckLayerAvailability ecr:BatchGetImage ecr:CompleteLayerUpload ecr:DescribeImages ecr:InitiateLayerUpload ecr:PutImage ecr:UploadLayerPart on <Repository>',
    'ssm:GetParameter ssm:PutParameter on arn:aws:ssm:eu-central-1:<AWS::AccountId>:parameter<Digest>',
    `ssm:SendCommand on ${arn(`ssm:${here}:document/wmory-${stage}-rollout`)}`,
    `ssm:SendCommand on ${arn(`ec2:${here}:instance/*`)} if {"StringEquals":{"ssm:resourceTag/wmory-stage":"${stage}"}}`,
    'ssm:ListCommandInvocations ssm:ListCommands on *',
    `sts:AssumeRole on ${bootstrapped('deploy')} ${bootstrapped('file-publishing')}`,
  ];
}

for (const stage of stageNames) {
  const templates = synthesise(stage);
  for (const [who, stack] of [
    ['host', 'Compute'],
    ['processor', 'Processor'],
    ['deployment', 'Delivery'],
  ] as const)
    test(`the ${who} of ${stage} may do what is written down, and no more`, (t) => {
      const made = listRights(templates, stack);
      for (const line of made) t.diagnostic(line);
      assert.deepEqual(made, rights[stage][who]);
    });

  test(`roles of ${stage} have no policy but their own, and nothing runs on a key`, () => {
    for (const { Properties } of resourcesOf(templates, 'AWS::IAM::Role')) {
      assert.equal(Properties.ManagedPolicyArns, undefined);
      // Nor one inside of the role, where the lists above do not look.
      assert.equal(Properties.Policies, undefined);
    }
    for (const type of ['User', 'AccessKey', 'ManagedPolicy'])
      assert.deepEqual(resourcesOf(templates, `AWS::IAM::${type}`), []);
    for (const { Properties } of resourcesOf(templates, 'AWS::IAM::Policy'))
      for (const { Action } of Properties.PolicyDocument.Statement)
        for (const action of [Action].flat()) assert.doesNotMatch(action, /\*/);
  });

  test(`${stage} is deployed by one environment of one repository`, () => {
    const [role] = Object.values(templates['Delivery']?.Resources ?? {}).filter(
      ({ Type }) => Type === 'AWS::IAM::Role',
    );
    const [statement] = role?.Properties.AssumeRolePolicyDocument.Statement ?? [];
    assert.deepEqual(statement.Condition, {
      StringEquals: {
        'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
        'token.actions.githubusercontent.com:sub': `repo:owner/wmory:environment:${stage}`,
      },
    });
  });
}

/** The statements of the only role of a stack. */
function listRights(templates: Templates, stack: string): string[] {
  const policies = Object.values(templates[stack]?.Resources ?? {}).filter(
    ({ Type }) => Type === 'AWS::IAM::Policy',
  );
  return policies.flatMap(({ Properties }) =>
    Properties.PolicyDocument.Statement.map((statement: Record<string, unknown>) => {
      assert.equal(statement['Effect'], 'Allow');
      assert.ok(!('NotAction' in statement || 'NotResource' in statement));
      const [actions, resources] = [statement['Action'], statement['Resource']].map((each) => [each].flat());
      const condition = statement['Condition'] ? ` if ${JSON.stringify(statement['Condition'])}` : '';
      return `${actions?.join(' ')} on ${resources?.map(nameResource).join(' ')}${condition}`;
    }),
  );
}

/** What an expression of CloudFormation stands for: `<Stack:Construct>`, without the hashes that the CDK puts in. */
function nameResource(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, of] = []] = Object.entries(value as Record<string, unknown>);
  const items = of as unknown[];
  switch (name) {
    case 'Ref':
      return `<${shorten(of as string)}>`;
    case 'Fn::GetAtt':
      return `<${shorten(items[0] as string)}>`;
    case 'Fn::ImportValue': {
      const [, stack, id] = /^Wmory-\w+-(\w+):ExportsOutput(?:Ref|FnGetAtt)(\w+)$/.exec(of as string) ?? [];
      return `<${stack}:${shorten(id ?? '')}>`;
    }
    case 'Fn::Join':
      return (items[1] as unknown[]).map(nameResource).join(items[0] as string);
    case 'Fn::Sub':
      return (of as string).replace(/\$\{([^}]+)\}/g, '<$1>');
    case 'Fn::Select':
      return `${nameResource(items[1])}[${items[0]}]`;
    case 'Fn::Split':
      return nameResource(items[1]);
    default:
      return JSON.stringify(value);
  }
}

/** `PhotosB9552D0DArnF8E9C07B` is the photos. */
const shorten = (id: string): string => id.replace(/(?<=[a-z])[0-9A-F]{8}.*$/, '');
