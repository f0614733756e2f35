import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stages } from './config.ts';
import { resourcesOf, stageNames, synthesise } from './templates.fixture.ts';

for (const stage of stageNames) {
  const config = stages[stage];
  const templates = synthesise(stage);
  const all = (type: string) => resourcesOf(templates, type).map(({ Properties }) => Properties);
  const only = (type: string) => {
    const found = all(type);
    assert.equal(found.length, 1, type);
    return found[0];
  };

  test(`${stage}: hosts give credentials to sessions alone, one hop far, and have encrypted disks`, () => {
    const { LaunchTemplateData: data } = only('AWS::EC2::LaunchTemplate');
    assert.equal(data.MetadataOptions.HttpTokens, 'required');
    assert.equal(data.MetadataOptions.HttpPutResponseHopLimit, 1);
    assert.equal(data.KeyName, undefined);
    for (const { Ebs } of data.BlockDeviceMappings) assert.equal(Ebs.Encrypted, true);
  });

  test(`${stage}: nobody comes in but by HTTP and HTTPS at the load balancer`, () => {
    const open = [
      ...all('AWS::EC2::SecurityGroupIngress'),
      ...all('AWS::EC2::SecurityGroup').flatMap(({ SecurityGroupIngress = [] }) => SecurityGroupIngress),
    ].filter(({ CidrIp, CidrIpv6 }) => CidrIp ?? CidrIpv6);
    assert.deepEqual(open.map(({ FromPort, ToPort }) => [FromPort, ToPort]).sort(), [
      [443, 443],
      [443, 443],
      [80, 80],
      [80, 80],
    ]);
    const plain = all('AWS::ElasticLoadBalancingV2::Listener').find(({ Port }) => Port === 80);
    assert.deepEqual(
      plain.DefaultActions.map(({ Type }: { Type: string }) => Type),
      ['redirect'],
    );
    const https = all('AWS::ElasticLoadBalancingV2::Listener').find(({ Port }) => Port === 443);
    assert.match(https.SslPolicy, /TLS13/);
  });

  test(`${stage}: the database is private, encrypted, kept, and wants TLS`, () => {
    const database = only('AWS::RDS::DBInstance');
    assert.equal(database.PubliclyAccessible, false);
    assert.equal(database.StorageEncrypted, true);
    assert.equal(database.DeletionProtection, true);
    assert.equal(database.MultiAZ, config.database.multiAz);
    assert.equal(database.BackupRetentionPeriod, config.database.backupDays);
    assert.match(database.EngineVersion, /^8\.4\./);
    const { Parameters } = only('AWS::RDS::DBParameterGroup');
    assert.equal(Parameters.require_secure_transport, '1');
    // Migrations make triggers, which MySQL otherwise leaves to administrators where it writes a binary log.
    assert.equal(Parameters.log_bin_trust_function_creators, '1');
    const [{ DeletionPolicy } = {}] = resourcesOf(templates, 'AWS::RDS::DBInstance');
    assert.equal(DeletionPolicy, 'Retain');
    const proxies = all('AWS::RDS::DBProxy');
    assert.equal(proxies.length, config.database.proxy ? 1 : 0);
    for (const proxy of proxies) {
      assert.equal(proxy.RequireTLS, true);
      for (const { IAMAuth } of proxy.Auth) assert.equal(IAMAuth, 'REQUIRED');
    }
  });

  test(`${stage}: shared limits are private, encrypted, for one user by IAM, and kept nowhere`, () => {
    const caches = all('AWS::ElastiCache::ReplicationGroup');
    assert.equal(caches.length, config.limits ? 1 : 0);
    for (const cache of caches) {
      assert.equal(cache.TransitEncryptionEnabled, true);
      assert.equal(cache.TransitEncryptionMode, 'required');
      assert.equal(cache.AtRestEncryptionEnabled, true);
      assert.equal(cache.SnapshotRetentionLimit, 0);
      assert.equal(cache.UserGroupIds.length, 1);
      const user = only('AWS::ElastiCache::User');
      assert.deepEqual(user.AuthenticationMode, { Type: 'iam' });
      assert.equal(user.UserId, user.UserName);
      assert.match(user.AccessString, /^on ~wmory:\* resetchannels -@all /);
    }
  });

  test(`${stage}: the database, its proxy, the cache and, past the NAT gateways, the hosts have no way in from outside`, () => {
    const { Resources } = templates['Network'] ?? {};
    const open = new Set(
      Object.values(Resources ?? {})
        .filter(({ Type, Properties }) => Type === 'AWS::EC2::Route' && Properties.GatewayId)
        .map(({ Properties }) => Properties.RouteTableId.Ref),
    );
    assert.ok(open.size > 0);
    /** Whether the subnet that another stack imports has a route to the internet's gateway. */
    const isOpen = (subnet: { 'Fn::ImportValue': string }): boolean => {
      const associations = Object.values(Resources ?? {}).filter(
        ({ Type, Properties }) =>
          Type === 'AWS::EC2::SubnetRouteTableAssociation' &&
          subnet['Fn::ImportValue'].includes(`:ExportsOutputRef${Properties.SubnetId.Ref}`),
      );
      assert.equal(associations.length, 1, subnet['Fn::ImportValue']);
      return open.has(associations[0]?.Properties.RouteTableId.Ref);
    };
    for (const { SubnetIds } of all('AWS::RDS::DBSubnetGroup'))
      assert.deepEqual(SubnetIds.map(isOpen), [false, false]);
    for (const { SubnetIds } of all('AWS::ElastiCache::SubnetGroup'))
      assert.deepEqual(SubnetIds.map(isOpen), [false, false]);
    for (const { VpcSubnetIds } of all('AWS::RDS::DBProxy'))
      assert.deepEqual(VpcSubnetIds.map(isOpen), [false, false]);
    const hostsAreOpen = config.natGateways === 0;
    const hosts = only('AWS::AutoScaling::AutoScalingGroup');
    assert.deepEqual(hosts.VPCZoneIdentifier.map(isOpen), [hostsAreOpen, hostsAreOpen]);
    const balancer = only('AWS::ElasticLoadBalancingV2::LoadBalancer');
    assert.deepEqual(balancer.Subnets.map(isOpen), [true, true]);
  });

  test(`${stage}: all buckets are closed to the public in all four ways, encrypted, and want TLS`, () => {
    const buckets = all('AWS::S3::Bucket');
    assert.ok(buckets.length >= 2);
    for (const bucket of buckets) {
      assert.deepEqual(bucket.PublicAccessBlockConfiguration, {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      const [{ ServerSideEncryptionByDefault: by }] =
        bucket.BucketEncryption.ServerSideEncryptionConfiguration;
      assert.equal(by.SSEAlgorithm, 'AES256');
    }
    const policies = all('AWS::S3::BucketPolicy');
    assert.equal(policies.length, buckets.length);
    for (const { PolicyDocument } of policies) {
      const { Statement } = PolicyDocument as { Statement: { Effect: string; Condition?: object }[] };
      assert.ok(
        Statement.some(
          ({ Effect, Condition }) =>
            Effect === 'Deny' && JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
        ),
      );
    }
  });

  test(`${stage}: a job has a function to itself, time to end, and a place to go when it cannot`, () => {
    const handler = only('AWS::Lambda::Function');
    assert.ok(handler.Timeout >= 120);
    assert.deepEqual(handler.Architectures, ['arm64']);
    // Neither bucket nor database nor secret: its results are all that it knows of the installation.
    assert.deepEqual(Object.keys(handler.Environment.Variables), ['SQS_RESULTS_URL']);
    const source = only('AWS::Lambda::EventSourceMapping');
    assert.equal(source.BatchSize, 1);
    assert.deepEqual(source.FunctionResponseTypes, ['ReportBatchItemFailures']);
    assert.equal(source.ScalingConfig.MaximumConcurrency, config.processor.maxConcurrency);
    const queues = all('AWS::SQS::Queue');
    assert.equal(queues.length, 4);
    for (const { SqsManagedSseEnabled } of queues) assert.equal(SqsManagedSseEnabled, true);
    const working = queues.filter(({ RedrivePolicy }) => RedrivePolicy);
    assert.equal(working.length, 2);
    const longest = Math.max(...working.map(({ VisibilityTimeout }) => VisibilityTimeout));
    assert.ok(longest >= 6 * handler.Timeout);
  });

  test(`${stage}: logs end, images are fixed and scanned, and somebody hears of trouble`, () => {
    const groups = all('AWS::Logs::LogGroup');
    assert.ok(groups.length > 0);
    for (const { RetentionInDays } of groups) assert.equal(RetentionInDays, config.logDays);
    const images = only('AWS::ECR::Repository');
    assert.equal(images.ImageTagMutability, 'IMMUTABLE');
    assert.equal(images.ImageScanningConfiguration.ScanOnPush, true);
    const alarms = all('AWS::CloudWatch::Alarm');
    for (const { AlarmActions, AlarmDescription } of alarms) {
      assert.equal(AlarmActions.length, 1);
      assert.ok(AlarmDescription.length > 20);
    }
    const names = alarms.map(({ AlarmName }) => AlarmName.replace(`wmory-${stage}-`, ''));
    for (const name of ['errors', 'hosts', 'jobs-dead', 'results-dead', 'jobs-age', 'database-storage'])
      assert.ok(names.includes(name), name);
    const { Budget } = only('AWS::Budgets::Budget');
    assert.deepEqual(Budget.BudgetLimit, { Amount: config.budget, Unit: 'USD' });
  });

  test(`${stage}: an example is refused before anything is made`, () => {
    for (const { Rules } of Object.values(templates)) {
      const [{ Assert: assertion } = {}] = Rules['Example']?.Assertions ?? [];
      assert.deepEqual(assertion, { 'Fn::Equals': ['this', 'deployable'] });
    }
  });
}

test('production reads through CloudFront by signature alone', () => {
  const [distribution] = resourcesOf(synthesise('production'), 'AWS::CloudFront::Distribution');
  const { DefaultCacheBehavior: behavior, CacheBehaviors } =
    distribution?.Properties.DistributionConfig ?? {};
  assert.equal(behavior.TrustedKeyGroups.length, 1);
  assert.equal(behavior.ViewerProtocolPolicy, 'https-only');
  assert.deepEqual(behavior.AllowedMethods, ['GET', 'HEAD']);
  assert.equal(CacheBehaviors, undefined);
});
