import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import {
  Alarm,
  ComparisonOperator,
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { HttpCodeElb, HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import type { Inputs } from '../inputs.ts';
import type { ComputeStack } from './compute.ts';
import type { DataStack } from './data.ts';
import type { ProcessorStack } from './processor.ts';

interface ObservabilityProps extends StackProps {
  config: StageConfig;
  inputs: Inputs;
  data: DataStack;
  compute: ComputeStack;
  processor: ProcessorStack;
}

interface Watch {
  name: string;
  /** For whoever is woken by it: what is wrong, and where to look. */
  meaning: string;
  metric: IMetric;
  threshold: number;
  below?: true;
  /** Periods of the metric in a row. */
  periods: number;
  /** That nothing is measured is bad as well. */
  missingIsBad?: true;
}

const minute = Duration.minutes(1);
const GB = 1024 ** 3;

/** Who is told when something is wrong, and a page with all of it. */
export class ObservabilityStack extends Stack {
  constructor(scope: Construct, id: string, props: ObservabilityProps) {
    super(scope, id, props);
    const { config, inputs } = props;
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    topic.addSubscription(new EmailSubscription(inputs.alarmEmail));
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'AWS:SourceAccount': this.account } },
      }),
    );
    const watches = this.listWatches(props);
    for (const { name, meaning, metric, threshold, below, periods, missingIsBad } of watches) {
      const alarm = new Alarm(this, name, {
        alarmName: `wmory-${config.stage}-${name}`,
        alarmDescription: meaning,
        metric,
        threshold,
        evaluationPeriods: periods,
        comparisonOperator: below
          ? ComparisonOperator.LESS_THAN_THRESHOLD
          : ComparisonOperator.GREATER_THAN_THRESHOLD,
        treatMissingData: missingIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(new SnsAction(topic));
      alarm.addOkAction(new SnsAction(topic));
    }
    const graphs = watches.map(
      ({ name, metric, threshold }) =>
        new GraphWidget({ title: name, left: [metric], leftAnnotations: [{ value: threshold }], width: 8 }),
    );
    new Dashboard(this, 'Dashboard', {
      dashboardName: `wmory-${config.stage}`,
      widgets: [graphs],
      defaultInterval: Duration.days(1),
    });
    const subscribers = [{ subscriptionType: 'EMAIL', address: inputs.alarmEmail }];
    const notification = { comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' };
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `wmory-${config.stage}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: config.budget, unit: 'USD' },
      },
      notificationsWithSubscribers: [
        { notification: { ...notification, notificationType: 'ACTUAL', threshold: 80 }, subscribers },
        { notification: { ...notification, notificationType: 'FORECASTED', threshold: 100 }, subscribers },
      ],
    });
  }

  private listWatches({ config, data, compute, processor }: ObservabilityProps): Watch[] {
    const { balancer, targets } = compute;
    const { instance } = data.database;
    const sum = { period: minute, statistic: 'Sum' };
    return [
      {
        name: 'errors',
        meaning: 'The API answers 5xx. Look at its log.',
        metric: targets.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT, sum),
        threshold: 5,
        periods: 3,
      },
      {
        name: 'unanswered',
        meaning: 'The load balancer answers 5xx by itself: no host is ready, or one hangs up.',
        metric: balancer.metrics.httpCodeElb(HttpCodeElb.ELB_5XX_COUNT, sum),
        threshold: 5,
        periods: 3,
      },
      {
        name: 'latency',
        meaning: 'One request in twenty takes longer than a second.',
        metric: targets.metrics.targetResponseTime({ period: minute, statistic: 'p95' }),
        threshold: 1,
        periods: 5,
      },
      {
        name: 'hosts',
        meaning: 'Fewer hosts are ready than there should be. The group replaces one that stays away.',
        metric: targets.metrics.healthyHostCount({ period: minute, statistic: 'Minimum' }),
        threshold: config.host.min,
        below: true,
        periods: 3,
        missingIsBad: true,
      },
      ...(['jobs', 'results'] as const).flatMap((name): Watch[] => [
        {
          name: `${name}-dead`,
          meaning: `Messages of ${name} could not be handled and were put aside. They can be looked at and sent back.`,
          metric: data[name].dead.metricApproximateNumberOfMessagesVisible({
            period: minute,
            statistic: 'Maximum',
          }),
          threshold: 0,
          periods: 1,
        },
        {
          name: `${name}-age`,
          meaning: `The oldest message of ${name} waits for more than ten minutes.`,
          metric: data[name].queue.metricApproximateAgeOfOldestMessage({
            period: minute,
            statistic: 'Maximum',
          }),
          threshold: 600,
          periods: 3,
        },
      ]),
      {
        name: 'processor-errors',
        meaning: 'The media function fails; a photo that cannot be decoded is no failure. Look at its log.',
        metric: processor.handler.metricErrors(sum),
        threshold: 3,
        periods: 3,
      },
      {
        name: 'database-cpu',
        meaning: 'The database is busy. Look at the slow queries.',
        metric: instance.metricCPUUtilization({ period: Duration.minutes(5) }),
        threshold: 80,
        periods: 3,
      },
      {
        name: 'database-storage',
        meaning: 'The database is almost full, and has grown as far as it may.',
        metric: instance.metricFreeStorageSpace({ period: Duration.minutes(5), statistic: 'Minimum' }),
        threshold: (config.database.storageGb * GB) / 10,
        below: true,
        periods: 2,
        missingIsBad: true,
      },
      {
        name: 'database-connections',
        meaning: 'The database has four fifths of the connections that it can have.',
        metric: instance.metricDatabaseConnections({ period: minute, statistic: 'Maximum' }),
        threshold: config.database.maxConnections * 0.8,
        periods: 5,
      },
      {
        name: 'host-broken',
        meaning: 'A host fails the checks of EC2.',
        metric: new Metric({
          namespace: 'AWS/EC2',
          metricName: 'StatusCheckFailed',
          dimensionsMap: { AutoScalingGroupName: compute.hosts.autoScalingGroupName },
          period: minute,
          statistic: 'Maximum',
        }),
        threshold: 0,
        periods: 3,
      },
    ];
  }
}
