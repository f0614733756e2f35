import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { resourcesOf, stageNames, synthesise } from './templates.fixture.ts';

/** All settings that the server has; a generated file. */
const known = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');

for (const stage of stageNames)
  test(`hosts of ${stage} set nothing that the server does not know`, () => {
    const [template] = resourcesOf(synthesise(stage), 'AWS::EC2::LaunchTemplate');
    const [, parts] = template?.Properties.LaunchTemplateData.UserData['Fn::Base64']['Fn::Join'] ?? [];
    const script = parts.map((part: unknown) => (typeof part === 'string' ? part : 'TOKEN')).join('');
    const [, content] =
      /cat > \/etc\/wmory\/environment <<'WMORY_END'\n([\s\S]*?)\nWMORY_END/.exec(script) ?? [];
    const names = (content ?? '').split('\n').map((line) => line.slice(0, line.indexOf('=')));
    assert.ok(names.length > 10);
    for (const name of names) assert.match(known, new RegExp(`^#? ?${name}=`, 'm'));
    for (const name of ['CDN_DOMAIN', 'REDIS_URL', 'REDIS_IAM_CACHE'])
      assert.equal(names.includes(name), stage === 'production', name);
    // Migrations alter tables and make triggers: the server connects as the user that RDS gave those rights to.
    const [database] = resourcesOf(synthesise(stage), 'AWS::RDS::DBInstance');
    assert.ok(content?.split('\n').includes(`DB_USER=${database?.Properties.MasterUsername}`));
    assert.ok(content?.split('\n').includes(`DB_NAME=${database?.Properties.DBName}`));
    assert.ok(content?.split('\n').includes('DB_TLS=true'));
  });
