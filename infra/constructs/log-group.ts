import { RemovalPolicy } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';

const retention = {
  14: RetentionDays.TWO_WEEKS,
  30: RetentionDays.ONE_MONTH,
  90: RetentionDays.THREE_MONTHS,
} as const satisfies Record<StageConfig['logDays'], RetentionDays>;

/** A group of logs that forgets; CloudWatch encrypts them with a key of its own. */
export function createLogGroup(
  scope: Construct,
  id: string,
  logGroupName: string,
  days: StageConfig['logDays'],
): LogGroup {
  return new LogGroup(scope, id, {
    logGroupName,
    retention: retention[days],
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
