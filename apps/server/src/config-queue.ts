import { type ConfigField, origin, url } from './config-parsers.ts';

/** Which job queue: processes of this machine, or two queues of SQS once they are named. */
export type QueueConfig =
  | { kind: 'embedded'; processes: number }
  | { kind: 'sqs'; jobsUrl: string; resultsUrl: string; endpoint: string | null };

const queueUrl = url(/^https?:$/, 'https://sqs.eu-central-1.amazonaws.com/123456789012/jobs');

export const queueFields = {
  sqsJobsUrl: {
    name: 'SQS_JOBS_URL',
    section: 'Processing',
    description:
      'Queue of SQS that media jobs go out by, with credentials and a region that the AWS SDK finds; unset: processes of this machine.',
    default: '',
    parse: queueUrl,
  },
  sqsResultsUrl: {
    name: 'SQS_RESULTS_URL',
    section: 'Processing',
    description: 'Queue of SQS that their results come in by.',
    default: '',
    parse: queueUrl,
  },
  sqsEndpoint: {
    name: 'SQS_ENDPOINT',
    section: 'Processing',
    description: 'Origin of the queues where it is not the one in their URLs.',
    default: '',
    parse: origin,
  },
} as const satisfies Record<string, ConfigField>;

type Parsed = { [K in keyof typeof queueFields]: ReturnType<(typeof queueFields)[K]['parse']> };

/** What the settings come to; adds what does not go together to the faults. */
export function toQueue(parsed: Parsed & { processors: number }, faults: string[]): QueueConfig {
  const { sqsJobsUrl: jobsUrl, sqsResultsUrl: resultsUrl, sqsEndpoint: endpoint, processors } = parsed;
  if (jobsUrl && resultsUrl) return { kind: 'sqs', jobsUrl, resultsUrl, endpoint };
  if (jobsUrl || resultsUrl) faults.push('SQS_JOBS_URL and SQS_RESULTS_URL need each other');
  return { kind: 'embedded', processes: processors };
}
