import { CfnOutput, Duration, Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Repository, RepositoryEncryption, TagMutability, TagStatus } from 'aws-cdk-lib/aws-ecr';
import { OidcProviderNative, PolicyStatement, Role, WebIdentityPrincipal } from 'aws-cdk-lib/aws-iam';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { Stage, StageConfig } from '../config.ts';
import type { Inputs } from '../inputs.ts';

/** Tag of the hosts that a deployment of the stage may reach. */
export const STAGE_TAG = 'wmory-stage';
export const rolloutDocumentName = (stage: Stage): string => `wmory-${stage}-rollout`;

const GITHUB = 'token.actions.githubusercontent.com';

/** How a new version comes in: the registry, which digest is to run, and the role that GitHub's workflow takes. */
export class DeliveryStack extends Stack {
  readonly repository: Repository;
  /** Digest of the image that a new host starts. */
  readonly digest: StringParameter;
  readonly role: Role;

  constructor(
    scope: Construct,
    id: string,
    { config, inputs, ...props }: StackProps & { config: StageConfig; inputs: Inputs },
  ) {
    super(scope, id, props);
    const { stage } = config;
    this.repository = new Repository(this, 'Repository', {
      repositoryName: `wmory-${stage}`,
      imageTagMutability: TagMutability.IMMUTABLE,
      imageScanOnPush: true,
      encryption: RepositoryEncryption.AES_256,
      lifecycleRules: [
        {
          description: 'Left over from pushes',
          tagStatus: TagStatus.UNTAGGED,
          maxImageAge: Duration.days(7),
          rulePriority: 1,
        },
        { description: 'Enough to go back by', maxImageCount: 20, rulePriority: 2 },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.digest = new StringParameter(this, 'Digest', {
      parameterName: `/wmory/${stage}/image-digest`,
      description:
        'Digest of the image that hosts run; deployments write it once the image has proved itself.',
      stringValue: 'none',
    });

    const provider = inputs.githubProviderArn
      ? inputs.githubProviderArn
      : new OidcProviderNative(this, 'GitHub', { url: `https://${GITHUB}`, clientIds: ['sts.amazonaws.com'] })
          .oidcProviderArn;
    this.role = new Role(this, 'Role', {
      roleName: `wmory-${stage}-deploy`,
      description: `Deployments of ${inputs.repository} to ${stage}`,
      maxSessionDuration: Duration.hours(1),
      assumedBy: new WebIdentityPrincipal(provider, {
        StringEquals: {
          [`${GITHUB}:aud`]: 'sts.amazonaws.com',
          [`${GITHUB}:sub`]: `repo:${inputs.repository}:environment:${stage}`,
        },
      }),
    });
    this.grantDeployment(stage);
    new CfnOutput(this, 'DeployRole', { value: this.role.roleArn });
    new CfnOutput(this, 'RepositoryUri', { value: this.repository.repositoryUri });
  }

  private grantDeployment(stage: Stage): void {
    const allow = (sid: string, actions: string[], resources: string[], conditions?: object) =>
      this.role.addToPolicy(
        new PolicyStatement({
          sid,
          actions,
          resources,
          ...(conditions && { conditions: conditions as Record<string, Record<string, string>> }),
        }),
      );
    const arn = (text: string) => Fn.sub(`arn:\${AWS::Partition}:${text}`);
    allow('Registry', ['ecr:GetAuthorizationToken'], ['*']);
    allow(
      'Push',
      [
        'ecr:BatchCheckLayerAvailability',
        'ecr:BatchGetImage',
        'ecr:CompleteLayerUpload',
        'ecr:DescribeImages',
        'ecr:InitiateLayerUpload',
        'ecr:PutImage',
        'ecr:UploadLayerPart',
      ],
      [this.repository.repositoryArn],
    );
    allow('Digest', ['ssm:GetParameter', 'ssm:PutParameter'], [this.digest.parameterArn]);
    allow(
      'Rollout',
      ['ssm:SendCommand'],
      [arn(`ssm:\${AWS::Region}:\${AWS::AccountId}:document/${rolloutDocumentName(stage)}`)],
    );
    allow('RolloutHosts', ['ssm:SendCommand'], [arn(`ec2:\${AWS::Region}:\${AWS::AccountId}:instance/*`)], {
      StringEquals: { [`ssm:resourceTag/${STAGE_TAG}`]: stage },
    });
    allow('RolloutState', ['ssm:ListCommands', 'ssm:ListCommandInvocations'], ['*']);
    // The roles of `cdk bootstrap`: what CloudFormation may do is said there.
    allow(
      'Stacks',
      ['sts:AssumeRole'],
      ['deploy', 'file-publishing'].map((name) =>
        arn(`iam::\${AWS::AccountId}:role/cdk-hnb659fds-${name}-role-\${AWS::AccountId}-\${AWS::Region}`),
      ),
    );
    acknowledge(
      this.role,
      'Logging in to the registry and asking how a command went name no resource; hosts come and go, so a tag names them.',
      'AwsSolutions-IAM5[Resource::*]',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:ec2:<AWS::Region>:<AWS::AccountId>:instance/*]',
    );
  }
}
