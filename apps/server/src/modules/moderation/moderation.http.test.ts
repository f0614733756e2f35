import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, ProblemError } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import { manyPhotos } from '../../../../../tools/many-photos.ts';
import { type Person, settled, share } from '../../../../../tools/person.ts';
import { statusOf } from '../../../../../tools/status-of.ts';

let stack: Stack;
let [anna, ben, cleo, mona]: Person[] = [];
let groupId: string;
let photoIds: string[];

before(async () => {
  stack = await startStack();
  [anna, ben, cleo, mona] = await Promise.all(
    ['Anna', 'Ben', 'Cleo', 'Mona'].map((name) => stack.person(name)),
  );
  await stack.app.database.sql
    .updateTable('users')
    .set({ platform_role: 'moderator' })
    .where('id', '=', the(mona).me.id)
    .execute();
  groupId = (await the(anna).client.createGroup({ body: { name: 'Alps' } })).id;
  const { token } = await the(anna).client.createInvite({ params: { groupId }, body: {} });
  for (const person of [ben, cleo]) await the(person).client.joinGroup({ body: { token } });
  const files = [...manyPhotos(3)].map(({ name, bytes }) => ({
    name,
    mimeType: name.endsWith('.png') ? 'image/png' : name.endsWith('.webp') ? 'image/webp' : 'image/jpeg',
    bytes: new Uint8Array(bytes),
  }));
  await share(the(ben), groupId, files);
  photoIds = (await settled(the(ben), groupId)).map(({ id }) => id);
  assert.equal(photoIds.length, 3);
});
after(() => stack.stop());

function the(person: Person | undefined): Person {
  assert.ok(person);
  return person;
}

const refusal = async (promise: Promise<unknown>): Promise<ProblemError> => {
  const error = await promise.catch((thrown: unknown) => thrown);
  assert.ok(error instanceof ProblemError, String(error));
  return error;
};

/** Subjects of the letters to somebody, once one has come that the text is in. */
async function letterWith(person: Person, text: string): Promise<{ subject: string; text: string }> {
  for (let tries = 0; tries < 200; tries++) {
    await stack.app.sweep();
    const response = await fetch(`${stack.url}/dev/mailbox.json`);
    const { letters } = (await response.json()) as {
      letters: { to: string; subject: string; text: string }[];
    };
    const found = letters.find((letter) => letter.to === person.email && letter.text.includes(text));
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`no letter to ${person.email} with ${text}`);
}

const reportPhoto = (by: Person, photoId: string, reason: 'spam' | 'threat') =>
  by.client.report({ body: { subject: { kind: 'photo', groupId, photoId }, reason, text: 'Look at this' } });

describe('a report', () => {
  it('is judged, appealed against and reversed, and both sides get letters in plain words', async () => {
    const [photoId = ''] = photoIds;
    await reportPhoto(the(cleo), photoId, 'spam');
    const { cases } = await the(anna).client.listCases();
    const caseId = cases[0]?.id ?? '';
    await the(anna).client.decideCase({
      params: { caseId },
      body: { actions: [{ kind: 'hide' }], message: 'See https://evil.example' },
    });
    const outcome = await letterWith(the(cleo), 'You reported something');
    assert.match(outcome.text, /something was done about it/);
    assert.doesNotMatch(outcome.text, /hidden|Ben|evil/);
    const told = await letterWith(the(ben), 'This was decided');
    assert.match(told.text, /your photo is hidden from the other members/);
    assert.match(told.text, /The reason: spam/);
    assert.match(told.text, /you can appeal once until .* UTC/);
    assert.doesNotMatch(told.text, /Cleo|Anna|evil/, 'neither who reported, nor what others typed');
    const gone = await refusal(the(cleo).client.getPhoto({ params: { groupId, photoId } }));
    assert.equal(gone.code, 'not-found');
    assert.equal((await the(ben).client.getPhoto({ params: { groupId, photoId } })).hidden, 'hidden');

    const { decisions } = await the(ben).client.listMyDecisions();
    const decisionId = decisions[0]?.id ?? '';
    assert.equal(decisions[0]?.message, 'See https://evil.example');
    await the(ben).client.appealDecision({ params: { decisionId }, body: { text: 'It is\na picnic' } });
    // Anna decided and nobody else in the group may judge.
    const appealed = await the(mona).client.listCases();
    assert.equal(appealed.cases[0]?.id, caseId);
    await the(mona).client.judgeAppeal({ params: { decisionId }, body: { outcome: 'reversed' } });
    await letterWith(the(ben), 'That has been taken back');
    assert.equal((await the(cleo).client.getPhoto({ params: { groupId, photoId } })).hidden, null);
  });

  it('leads to signed evidence for who judges, at the store itself', async () => {
    const [, photoId = ''] = photoIds;
    await reportPhoto(the(cleo), photoId, 'spam');
    const { cases } = await the(anna).client.listCases();
    const params = { caseId: cases[0]?.id ?? '' };
    await stack.app.sweep();
    const evidence = await the(anna).client.viewEvidence({ params });
    for (const url of [evidence.urls?.thumb, evidence.urls?.preview, evidence.file]) {
      assert.equal(await statusOf(new URL(url ?? '', stack.url)), 200);
    }
    await the(anna).client.decideCase({ params, body: { actions: [{ kind: 'dismiss' }] } });
    const told = await letterWith(the(cleo), 'found to be within the rules');
    assert.equal(told.subject, 'Your report was looked at');
  });
});

describe('a suspended account', () => {
  it('is told by the right password alone, sees why, and appeals by its ticket', async () => {
    const [, , photoId = ''] = photoIds;
    await reportPhoto(the(cleo), photoId, 'threat');
    const { cases } = await the(mona).client.listCases();
    const until = new Date(Date.now() + 7 * 86_400_000).toISOString();
    await the(mona).client.decideCase({
      params: { caseId: cases[0]?.id ?? '' },
      body: { actions: [{ kind: 'suspend', until }], message: 'Calm down' },
    });
    await letterWith(the(ben), 'your account is suspended until');
    const guest = createClient({ baseUrl: stack.url });
    const logIn = (password: string) => guest.logIn({ body: { email: the(ben).email, password } });
    assert.equal((await refusal(logIn('not his password'))).code, 'wrong-credentials');
    const refused = await refusal(logIn(the(ben).password));
    assert.deepEqual([refused.code, refused.problem.params?.['until']], ['account-suspended', until]);
    const ticket = String(refused.problem.params?.['ticket']);
    const { decisions } = await guest.viewSuspension({ body: { ticket } });
    const [decided] = decisions;
    assert.deepEqual([decided?.message, decided?.reason], ['Calm down', 'threat']);
    const body = { ticket, decisionId: decided?.id ?? '', text: 'I am calm' };
    assert.equal(
      (await refusal(guest.appealSuspension({ body: { ...body, ticket: 'x'.repeat(43) } }))).code,
      'code-invalid',
    );
    await guest.appealSuspension({ body });
    assert.equal((await refusal(guest.appealSuspension({ body }))).code, 'appeal-made');
    const own = await refusal(
      the(mona).client.judgeAppeal({
        params: { decisionId: body.decisionId },
        body: { outcome: 'reversed' },
      }),
    );
    assert.equal(own.code, 'forbidden', 'nobody judges the appeal against their own decision');
  });
});

describe('reporting too much', () => {
  it('is refused after 20 a day with all that a client needs to know', async () => {
    const strict = await startStack({ env: { RATE_LIMIT_FACTOR: '1' } });
    try {
      const person = await strict.person('Rita');
      const start = await createClient({ baseUrl: strict.url }).logIn({
        body: { email: person.email, password: person.password },
      });
      const send = () =>
        fetch(`${strict.url}/api/v1/reports`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${start.accessToken}` },
          body: '{}',
        });
      for (let i = 0; i < 20; i++) assert.equal((await send()).status, 400);
      const refused = await send();
      assert.equal(refused.status, 429);
      for (const header of ['retry-after', 'ratelimit', 'ratelimit-policy'])
        assert.ok(refused.headers.get(header), header);
    } finally {
      await strict.stop();
    }
  });
});
