import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { noChallenge } from '../../challenge/port.ts';
import { StartError } from '../../error.ts';
import { refuses } from './accounts.fixture.ts';
import { type AdmissionDeps, createAdmission } from './admission.ts';
import { readRefusedDomains } from './refused-domains.ts';

const make = (change: Partial<AdmissionDeps>) =>
  createAdmission({
    policy: { policy: 'open' },
    refusedDomains: new Set(),
    challenge: noChallenge,
    isInvite: async (token) => token === 'an invite',
    ...change,
  });

describe('who may sign up', () => {
  it('is anyone, unless it is said otherwise', async () => {
    await make({}).demand({ email: 'ada@example.org' });
    await refuses((async () => make({}).issueChallenge())(), 'not-found');
  });

  it('is who has an address of a domain, not of one below or beside it', async () => {
    const { demand } = make({ policy: { policy: 'domains', domains: ['school.example', 'b.example'] } });
    for (const email of ['ada@school.example', 'bob@b.example']) await demand({ email });
    for (const email of [
      'ada@mail.school.example',
      'ada@notschool.example',
      'ada@example',
      'ada@school.example.evil.example',
      '"ada@school.example"@evil.example',
    ])
      await refuses(demand({ email }), 'address-not-admitted');
  });

  it('is who holds an invite', async () => {
    const { demand } = make({ policy: { policy: 'invite' } });
    await demand({ email: 'ada@example.org', invite: 'an invite' });
    for (const invite of [undefined, 'another'])
      await refuses(demand({ email: 'ada@example.org', invite }), 'sign-up-by-invite');
  });

  it('is not who has an address of a refused domain, or of one below', async () => {
    const { demand } = make({ refusedDomains: new Set(['trash.example']) });
    for (const email of ['ada@trash.example', 'ada@a.b.trash.example'])
      await refuses(demand({ email }), 'address-refused');
    for (const email of ['ada@nottrash.example', 'ada@example', 'ada@trash.example.org'])
      await demand({ email });
  });

  it('uses a proof up only when nothing else is in the way', async () => {
    const redeemed: (string | undefined)[] = [];
    const challenge = {
      ...noChallenge,
      redeem: async (proof: string | undefined) => {
        redeemed.push(proof);
        return proof === 'right';
      },
    };
    const { demand } = make({ policy: { policy: 'invite' }, challenge });
    const applicant = { email: 'ada@example.org', proof: 'right' };
    await refuses(demand(applicant), 'sign-up-by-invite');
    assert.deepEqual(redeemed, []);
    await demand({ ...applicant, invite: 'an invite' });
    await refuses(demand({ ...applicant, invite: 'an invite', proof: 'wrong' }), 'challenge-failed');
  });
});

describe('the refused domains', () => {
  it('are those of disposable addresses, if wanted, and those of a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wmory-domains-'));
    const file = join(folder, 'refused.txt');
    writeFileSync(file, '# spam\nSpam.example # since May\n\n  other.example\r\n');
    const list = readRefusedDomains({ refuseDisposable: true, refusedDomainsFile: file });
    for (const domain of ['mailinator.com', 'spam.example', 'other.example'])
      assert.ok(list.has(domain), domain);
    for (const domain of ['gmail.com', 'web.de', 'example.org', 'icloud.com', '', '# spam'])
      assert.ok(!list.has(domain), domain);
    assert.deepEqual(readRefusedDomains({ refuseDisposable: false, refusedDomainsFile: null }), new Set());
    rmSync(folder, { recursive: true });
  });

  it('keep a server from starting when their file is not there', () => {
    const missing = { refuseDisposable: false, refusedDomainsFile: '/nowhere/refused.txt' };
    assert.throws(() => readRefusedDomains(missing), StartError);
  });
});
