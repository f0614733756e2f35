import { readFileSync } from 'node:fs';
import { UserData } from 'aws-cdk-lib/aws-ec2';

/** The script that the host runs when it starts, and that deployments send it anew. */
export const rolloutScript = readFileSync(new URL('../rollout/rollout.sh', import.meta.url), 'utf8');

export interface HostFiles {
  /** What `rollout.sh` has to know. */
  conf: Record<string, string>;
  /** Environment of the server, without what is secret. */
  environment: Record<string, string>;
}

/** Authorities of RDS; a proxy has a certificate of a public one. */
export const CA_FILE = '/etc/wmory/rds.pem';

/** What a new host does: install Docker, take down the settings, start the image of the stage. */
export function createUserData({ conf, environment }: HostFiles): UserData {
  const lines = (values: Record<string, string>, quote: string) =>
    Object.entries(values).map(([name, value]) => `${name}=${quote}${value}${quote}`);
  const file = (path: string, content: readonly string[]) => [
    `cat > ${path} <<'WMORY_END'`,
    ...content,
    'WMORY_END',
  ];
  const userData = UserData.forLinux({ shebang: '#!/bin/bash' });
  userData.addCommands(
    'set -euo pipefail',
    'dnf install --assumeyes --quiet docker nftables jq',
    'mkdir -p /etc/wmory /opt/wmory /etc/docker',
    // Containers outlive the daemon, and one that writes much cannot fill the disk.
    ...file('/etc/docker/daemon.json', [
      JSON.stringify({
        'live-restore': true,
        'no-new-privileges': true,
        'userland-proxy': false,
        bridge: 'none',
      }),
    ]),
    ...file('/etc/wmory/host.conf', lines(conf, "'")),
    ...file('/etc/wmory/environment', lines(environment, '')),
    ...file('/opt/wmory/rollout.sh', rolloutScript.trimEnd().split('\n')),
    'chmod 0700 /opt/wmory/rollout.sh',
    ...file('/etc/systemd/system/wmory.service', [
      '[Unit]',
      'Description=WMORY, the image that the stage is at',
      'After=docker.service network-online.target',
      'Requires=docker.service',
      'Wants=network-online.target',
      '[Service]',
      'Type=oneshot',
      'RemainAfterExit=yes',
      'TimeoutStartSec=15min',
      'ExecStart=/opt/wmory/rollout.sh boot',
      '[Install]',
      'WantedBy=multi-user.target',
    ]),
    ...(environment['DB_CA_FILE'] === undefined
      ? []
      : [
          `curl --fail --silent --show-error --retry 5 --output ${CA_FILE} https://truststore.pki.rds.amazonaws.com/${conf['region']}/${conf['region']}-bundle.pem`,
          `chmod 0444 ${CA_FILE}`,
        ]),
    'systemctl daemon-reload',
    'systemctl enable --now docker',
    'systemctl enable --now wmory',
  );
  return userData;
}
