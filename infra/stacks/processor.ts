import { CfnResource, Duration, Size, Stack, type StackProps } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  CfnEventSourceMapping,
  Code,
  Function as LambdaFunction,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { createLogGroup } from '../constructs/log-group.ts';
import type { Inputs } from '../inputs.ts';
import { type DataStack, JOB_SECONDS } from './data.ts';

/** What an example has in the place of the function; nothing with it in can be deployed. */
const absent = Code.fromInline(
  "export const handler = () => { throw new Error('The media function was not packaged.'); };\n",
);

/** The function that decodes photos. Its role takes jobs from one queue and answers to another; that is all it may do. */
export class ProcessorStack extends Stack {
  readonly handler: LambdaFunction;

  constructor(
    scope: Construct,
    id: string,
    { config, inputs, data, ...props }: StackProps & { config: StageConfig; inputs: Inputs; data: DataStack },
  ) {
    super(scope, id, props);
    const { jobs, results } = data;
    const logGroup = createLogGroup(this, 'Log', `/wmory/${config.stage}/processor`, config.logDays);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: 'The media function: two queues and its own log',
    });
    const allow = (sid: string, actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ sid, actions, resources: [resource] }));
    allow('Jobs', ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], jobs.queue.queueArn);
    allow('Results', ['sqs:SendMessage'], results.queue.queueArn);
    allow('Log', ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn);

    this.handler = new LambdaFunction(this, 'Handler', {
      description: 'Makes the pictures of a photo or a film',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'lambda.handler',
      code: inputs.processorFolder === null ? absent : Code.fromAsset(inputs.processorFolder),
      // Without policies of its own making: the role is written out above.
      role: role.withoutPolicyUpdates(),
      memorySize: config.processor.memoryMb,
      // A film lies on the disk while it is looked at.
      ephemeralStorageSize: Size.gibibytes(2),
      timeout: Duration.seconds(JOB_SECONDS),
      environment: { SQS_RESULTS_URL: results.queue.queueUrl },
      logGroup,
    });
    const mapping = new CfnEventSourceMapping(this, 'Source', {
      functionName: this.handler.functionName,
      eventSourceArn: jobs.queue.queueArn,
      // Memory is for one photo.
      batchSize: 1,
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: config.processor.maxConcurrency },
    });
    // The queue is asked for as soon as the mapping is there, so the right to ask comes first.
    const policy = role.node.findChild('DefaultPolicy').node.defaultChild;
    if (policy instanceof CfnResource) mapping.addResourceDependency(policy);
  }
}
