/** What one stage of the cloud is made of; sizes and counts are those that docs/cost.md reckons with. */
export interface StageConfig {
  stage: Stage;
  /** Availability zones that hosts and load balancer are spread over; a load balancer wants two. */
  zones: number;
  /** NAT gateways; with none, hosts have public addresses and no way in but the load balancer's. */
  natGateways: number;
  /** Packets that the flow log keeps. */
  flowLog: 'ALL' | 'REJECT';
  /** All of it runs on arm64. */
  host: { type: string; min: number; max: number; diskGb: number; detailedMonitoring: boolean };
  database: {
    type: string;
    storageGb: number;
    maxStorageGb: number;
    /** Of the instance's memory, as MySQL reckons it; what the alarm is measured against. */
    maxConnections: number;
    multiAz: boolean;
    backupDays: number;
    /** RDS Proxy in front; without it, hosts reach the instance itself, with IAM and TLS all the same. */
    proxy: boolean;
  };
  /** Type of the node in which hosts count limits together; null: each counts for itself. */
  limits: { type: string } | null;
  processor: { memoryMb: number; maxConcurrency: number };
  /** Days that logs are kept. */
  logDays: 14 | 30 | 90;
  /** Days for which an object that was deleted or overwritten can be brought back; 0: not at all. */
  undeleteDays: number;
  /** US dollars a month past which the owner is written to. */
  budget: number;
}

export type Stage = 'small' | 'production';

export const stages: Record<Stage, StageConfig> = {
  small: {
    stage: 'small',
    zones: 2,
    natGateways: 0,
    flowLog: 'REJECT',
    host: { type: 't4g.micro', min: 1, max: 2, diskGb: 16, detailedMonitoring: false },
    database: {
      type: 't4g.micro',
      storageGb: 20,
      maxStorageGb: 50,
      maxConnections: 60,
      multiAz: false,
      backupDays: 7,
      proxy: false,
    },
    limits: null,
    processor: { memoryMb: 1769, maxConcurrency: 5 },
    logDays: 14,
    undeleteDays: 0,
    budget: 80,
  },
  production: {
    stage: 'production',
    zones: 2,
    natGateways: 2,
    flowLog: 'ALL',
    host: { type: 't4g.small', min: 2, max: 6, diskGb: 20, detailedMonitoring: true },
    database: {
      type: 't4g.medium',
      storageGb: 100,
      maxStorageGb: 1000,
      maxConnections: 300,
      multiAz: true,
      backupDays: 30,
      proxy: true,
    },
    limits: { type: 't4g.micro' },
    processor: { memoryMb: 1769, maxConcurrency: 50 },
    logDays: 90,
    undeleteDays: 7,
    budget: 500,
  },
};
