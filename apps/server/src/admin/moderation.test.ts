import assert from 'node:assert/strict';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { CaseDetails } from '@wmory/contract';
import { currentColumn, openSurroundings, type Surroundings } from '../../../../tools/column.ts';
import { enter, type Person } from '../../../../tools/person.ts';
import type { App } from '../app.ts';
import { administer, type Env, makeFolder, serve, settingsFor } from './admin.fixture.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;
let surroundings: Surroundings;
let env: Env;
let app: App;
let url: string;
let [anna, ben, cleo]: Person[] = [];

const enterAs = (name: string): Promise<Person> =>
  enter(url, { name, email: `${name.toLowerCase()}@example.org`, password: `the password of ${name}` });

beforeEach(async () => {
  folder = await makeFolder();
  surroundings = await openSurroundings(currentColumn());
  env = settingsFor(join(folder.path, 'data'), surroundings.env);
  ({ app, url } = await serve(env));
  [anna, ben, cleo] = [await enterAs('Anna'), await enterAs('Ben'), await enterAs('Cleo')];
});
afterEach(async () => {
  await app.close();
  await surroundings.close();
  await folder.remove();
});

const admin = (...args: string[]) => administer(env, args);

/** Cleo has reported Ben, a member of Anna's group; the answer is the case. */
async function reportBen(): Promise<string> {
  assert.ok(anna && ben && cleo);
  const { id: groupId } = await anna.client.createGroup({ body: { name: 'Alps' } });
  const { token } = await anna.client.createInvite({ params: { groupId }, body: {} });
  for (const person of [ben, cleo]) await person.client.joinGroup({ body: { token } });
  const subject = { kind: 'member', groupId, userId: ben.me.id } as const;
  await cleo.client.report({ body: { subject, reason: 'harassment', text: 'He shouts' } });
  const { cases } = await anna.client.listCases();
  return cases[0]?.id ?? assert.fail('no case');
}

describe('moderators', () => {
  it('are named by the administrator beside a server that runs, and judge at once', async () => {
    assert.match((await admin('moderators', 'list')).stdout, /There are none/);
    assert.match((await admin('moderators', 'add', 'Anna@example.org')).stdout, /is a moderator now/);
    assert.match((await admin('moderators', 'add', 'anna@example.org')).stdout, /is a moderator already/);
    assert.match((await admin('moderators', 'list')).stdout, /anna@example.org {2}Anna/);
    assert.equal((await anna?.client.getMe())?.moderator, true);
    assert.match((await admin('moderators', 'remove', 'anna@example.org')).stdout, /is no moderator now/);
    assert.equal((await anna?.client.getMe())?.moderator, false);
    const unknown = await admin('moderators', 'add', 'nobody@example.org');
    assert.deepEqual([unknown.code, unknown.stderr], [1, 'No confirmed account has this address.\n']);
    const actions = await app.database.sql.selectFrom('audit_logs').select('action').orderBy('id').execute();
    assert.deepEqual(
      actions.map(({ action }) => action).filter((action) => action.startsWith('moderator.')),
      ['moderator.added', 'moderator.removed'],
    );
  });
});

describe('judging from the command line', () => {
  it('lists, shows and decides, and nothing tells who reported', async () => {
    const caseId = await reportBen();
    assert.match((await admin('moderation', 'list')).stdout, new RegExp(`^${caseId} .*harassment`));
    const shown = await admin('moderation', 'show', caseId);
    assert.match(shown.stdout, /concerns: Ben/);
    assert.match(shown.stdout, /He shouts/);
    assert.doesNotMatch(shown.stdout, /Cleo/);
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const wrong: [string[], RegExp][] = [
      [['takedown'], /cannot be done/],
      [['dismiss', 'warn'], /The actions are/],
      [['shout'], /The actions are/],
      [['uphold'], /no appeal in it/],
      [['suspend', '--until', 'tomorrow'], /no moment/],
    ];
    for (const [args, sentence] of wrong) {
      const refused = await admin('moderation', 'decide', caseId, ...args);
      assert.equal(refused.code, 1);
      assert.match(refused.stderr, sentence);
    }
    const decided = await admin('moderation', 'decide', caseId, 'suspend', 'ban', '--until', until, '--json');
    const { decisions } = JSON.parse(decided.stdout) as CaseDetails;
    assert.deepEqual(decisions[0]?.actions.map(({ kind }) => kind).sort(), ['ban', 'suspend']);
    await assert.rejects(async () => ben?.client.getMe());
    const again = await admin('moderation', 'decide', caseId, 'dismiss');
    assert.match(again.stderr, /decided already/);
    assert.match((await admin('moderation', 'list')).stdout, /Nothing waits/);
  });

  it('judges the appeal that nobody else can', async () => {
    const caseId = await reportBen();
    await anna?.client.decideCase({ params: { caseId }, body: { actions: [{ kind: 'warn' }] } });
    const mine = await ben?.client.listMyDecisions();
    const decisionId = mine?.decisions[0]?.id ?? '';
    await ben?.client.appealDecision({ params: { decisionId }, body: { text: 'I whisper' } });
    assert.match((await admin('moderation', 'show', caseId)).stdout, /appeal, open: I whisper/);
    const judged = await admin('moderation', 'decide', caseId, 'reverse');
    assert.match(judged.stdout, /taken back/);
    assert.equal((await ben?.client.listMyDecisions())?.decisions[0]?.appeal?.state, 'reversed');
  });
});
