import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { DataStack } from '../stacks/data.ts';
import type { DeliveryStack } from '../stacks/delivery.ts';

/** What the API may do, and the host that it runs on: the role is one, as a container asks the host for it. */
export function createHostRole(
  scope: Construct,
  id: string,
  { data, delivery, logGroup }: { data: DataStack; delivery: DeliveryStack; logGroup: ILogGroup },
): Role {
  const role = new Role(scope, id, {
    assumedBy: new ServicePrincipal('ec2.amazonaws.com'),
    description: 'Hosts of the API',
  });
  const allow = (sid: string, actions: string[], ...resources: string[]) =>
    role.addToPolicy(new PolicyStatement({ sid, actions, resources }));
  const { photos, jobs, results, database, limits, secret, smtp, readsKey } = data;

  allow(
    'Photos',
    [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
    ],
    photos.arnForObjects('incoming/*'),
    photos.arnForObjects('media/*'),
    photos.arnForObjects('evidence/*'),
  );
  allow('ListPhotos', ['s3:ListBucket', 's3:ListBucketMultipartUploads'], photos.bucketArn);
  allow(
    'ReadRules',
    [
      's3:GetBucketPolicy',
      's3:GetBucketCORS',
      's3:GetLifecycleConfiguration',
      's3:GetBucketPublicAccessBlock',
    ],
    photos.bucketArn,
  );
  allow('Jobs', ['sqs:SendMessage'], jobs.queue.queueArn);
  allow(
    'Results',
    ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
    results.queue.queueArn,
  );
  const secrets = [secret.secretArn, smtp.secretArn, ...(readsKey ? [readsKey.secretArn] : [])];
  if (database.access.kind === 'iam') allow('Database', ['rds-db:connect'], database.access.userArn);
  else secrets.push(database.access.secret.secretArn);
  if (limits) allow('Limits', ['elasticache:Connect'], ...limits.arns);
  allow('Secrets', ['secretsmanager:GetSecretValue'], ...secrets);

  // Of the host: the image, its digest, the logs, and the agent that takes the place of SSH.
  allow('Digest', ['ssm:GetParameter'], delivery.digest.parameterArn);
  allow('Registry', ['ecr:GetAuthorizationToken'], '*');
  allow(
    'Image',
    ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    delivery.repository.repositoryArn,
  );
  allow('Logs', ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);
  allow(
    'Agent',
    [
      'ssm:UpdateInstanceInformation',
      'ssmmessages:CreateControlChannel',
      'ssmmessages:CreateDataChannel',
      'ssmmessages:OpenControlChannel',
      'ssmmessages:OpenDataChannel',
      'ec2messages:AcknowledgeMessage',
      'ec2messages:DeleteMessage',
      'ec2messages:FailMessage',
      'ec2messages:GetEndpoint',
      'ec2messages:GetMessages',
      'ec2messages:SendReply',
    ],
    '*',
  );
  acknowledge(
    role,
    'Objects have names of their own below three prefixes of one bucket; the token of the registry and the channels of the ' +
      'agent name no resource, and the policy that AWS keeps for the agent allows more.',
    'AwsSolutions-IAM5[Resource::*]',
    ...['incoming', 'media', 'evidence'].map(
      (prefix) =>
        `AwsSolutions-IAM5[Resource::${data.stackName}:ExportsOutputFnGetAttPhotosB9552D0DArnF8E9C07B/${prefix}/*]`,
    ),
  );
  return role;
}
