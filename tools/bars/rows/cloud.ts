import type { Bar } from './row.ts';

export const cloudBars: readonly Bar[] = [
  {
    number: 40,
    holds:
      'Nothing is found in the cloud that nobody answers for; hosts, database, buckets and rights are as written down.',
    tests: {
      'infra/findings.test.ts': [
        'nothing is found in ${stage} that nobody answers for',
        'a finding ends the synthesis, and answering for it lets it through',
      ],
      'infra/rules.test.ts': [
        '${stage}: hosts give credentials to sessions alone, one hop far, and have encrypted disks',
        '${stage}: the database is private, encrypted, kept, and wants TLS',
        '${stage}: all buckets are closed to the public in all four ways, encrypted, and want TLS',
      ],
      'infra/rights.test.ts': ['the ${who} of ${stage} may do what is written down, and no more'],
    },
  },
  {
    number: 41,
    holds:
      'Deployments are of one environment of one repository, what others made is pinned to a commit, and workflows may read.',
    tests: {
      'infra/rights.test.ts': ['${stage} is deployed by one environment of one repository'],
      'infra/workflows.test.ts': [
        'what others made is pinned to a commit, with its version beside it',
        'by default a workflow may read, and one job alone gets an identity, for its stage',
      ],
    },
  },
  {
    number: 42,
    holds:
      'In a container the server is a user without rights on a file system that is read-only, and the main test passes so.',
    tests: {
      'tools/container-e2e.ts': 'command',
      'infra/rollout/rollout.test.ts': [
        'the container gets its image by digest, no rights, and its secrets by a file of its own',
      ],
    },
  },
];
