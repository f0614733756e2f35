import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { stages } from './config.ts';
import { resourcesOf, stageNames, synthesise } from './templates.fixture.ts';

const page = readFileSync(new URL('../docs/cost.md', import.meta.url), 'utf8');

for (const stage of stageNames)
  test(`what ${stage} is said to cost adds up, is of these sizes, and stays within its budget`, () => {
    const [, chapter] = page.split(`## ${stage}:`);
    const [section = ''] = chapter?.split('\n## ') ?? [];
    const rows = [...section.matchAll(/^\| (.+?) \| .*?\| ([\d.]+) \|$/gm)];
    assert.ok(rows.length > 10);
    const sum = rows.reduce((total, [, , cost]) => total + Math.round(Number(cost) * 100), 0);
    const [, all] = /^\| \*\*all\*\* \| \| \*\*([\d.]+)\*\* \|$/m.exec(section) ?? [];
    assert.equal(sum, Math.round(Number(all) * 100));

    const { host, database, limits, budget } = stages[stage];
    assert.ok(Number(all) < budget);
    for (const part of [host.type, `db.${database.type}`, `${host.diskGb} GB`, `${database.storageGb} GB`])
      assert.ok(section.includes(part), part);
    const templates = synthesise(stage);
    const count = (type: string) => resourcesOf(templates, type).length;
    // Ten alarms are free; with a proxy, RDS keeps one secret that no template names.
    const alarms = count('AWS::CloudWatch::Alarm');
    assert.ok(section.includes(`${alarms} alarms, of which 10`) || section.includes(`${alarms - 10} alarms`));
    assert.ok(
      section.includes(`| ${count('AWS::SecretsManager::Secret') + (database.proxy ? 1 : 0)} × 0.40 |`),
    );
    assert.equal(section.includes('NAT gateways'), count('AWS::EC2::NatGateway') > 0);
    assert.equal(section.includes(`cache.${limits?.type}`), count('AWS::ElastiCache::ReplicationGroup') > 0);
    assert.equal(section.includes('RDS Proxy'), count('AWS::RDS::DBProxy') > 0);
  });
