import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';
import type { Person } from '../../../../../tools/person.ts';
import { MINUTE } from '../../clock.ts';

interface KeptLetter {
  to: string;
  subject: string;
  text: string;
  unsubscribe?: string;
}

let offset = 0;
let stack: Stack;
let anna: Person;
let ben: Person;
let groupId: string;

before(async () => {
  stack = await startStack({ clock: () => Date.now() + offset });
  [anna, ben] = [await stack.person('Anna'), await stack.person('Ben')];
  ({ id: groupId } = await anna.client.createGroup({ body: { name: 'Alps' } }));
  await anna.client.updateRules({ params: { groupId }, body: { joining: 'approval' } });
});
after(() => stack.stop());

async function lettersTo({ email }: Person, subject: string): Promise<KeptLetter[]> {
  await stack.app.sweep();
  const response = await fetch(`${stack.url}/dev/mailbox.json`);
  const { letters } = (await response.json()) as { letters: KeptLetter[] };
  return letters.filter((letter) => letter.to === email && letter.subject === subject);
}

async function ask(person: Person): Promise<void> {
  const { token } = await anna.client.createInvite({ params: { groupId }, body: { role: 'viewer' } });
  const answer = await person.client.joinGroup({ body: { token } });
  assert.equal(answer.outcome, 'asked');
}

const asked = 'People ask to join your group';
const accepted = 'You are in';

it('admins are told once that people ask to join, and who asked that they are let in', async () => {
  const cleo = await stack.person('Cleo');
  await ask(ben);
  await ask(cleo);
  assert.deepEqual(await lettersTo(anna, asked), []);
  offset += 15 * MINUTE;
  const [letter, ...more] = await lettersTo(anna, asked);
  assert.deepEqual(more, []);
  assert.match(letter?.text ?? '', /^Alps\n\nSomebody asks to join this group\./m);
  assert.ok(
    letter?.text.includes(`${stack.url.replace('127.0.0.1', 'localhost')}/groups/${groupId}/members`),
  );
  assert.doesNotMatch(letter?.text ?? '', /Ben|Cleo/, 'names of strangers');
  const { requests } = await anna.client.listJoinRequests({ params: { groupId } });
  for (const { id, person } of requests)
    if (person.name === 'Ben') await anna.client.approveJoinRequest({ params: { groupId, requestId: id } });
  assert.equal((await lettersTo(ben, accepted)).length, 1);
  assert.equal((await lettersTo(cleo, accepted)).length, 0);
});

it('nobody is told of a request that was taken back, nor an admin who turned that off or is none any more', async () => {
  const dora = await stack.person('Dora');
  const before = (await lettersTo(anna, asked)).length;
  const [waiting] = (await anna.client.listJoinRequests({ params: { groupId } })).requests;
  if (waiting) await anna.client.declineJoinRequest({ params: { groupId, requestId: waiting.id } });
  await ask(dora);
  const { requests: own } = await dora.client.listMyJoinRequests({});
  await dora.client.withdrawJoinRequest({ params: { requestId: own[0]?.id ?? '' } });
  offset += 15 * MINUTE;
  assert.equal((await lettersTo(anna, asked)).length, before);
  await anna.client.updateNotifications({ body: { requests: 'off' } });
  await ask(dora);
  offset += 15 * MINUTE;
  assert.equal((await lettersTo(anna, asked)).length, before);
});

it('a mail program ends letters with one POST, by either kind of form, without a session', async () => {
  const [letter] = await lettersTo(ben, accepted);
  const address = new URL(letter?.unsubscribe ?? '');
  const here = `${stack.url}${address.pathname}${address.search}`;
  const form = new FormData();
  form.set('List-Unsubscribe', 'One-Click');
  for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), form]) {
    await ben.client.updateNotifications({ body: { answers: 'on' } });
    const page = await fetch(here);
    assert.match(page.headers.get('content-type') ?? '', /text\/html/);
    assert.equal((await ben.client.getNotifications({})).letters.answers, 'on', 'looking changes nothing');
    const answer = await fetch(here, { method: 'POST', body, redirect: 'manual' });
    assert.equal(answer.status, 204);
    assert.equal((await ben.client.getNotifications({})).letters.answers, 'off');
  }
  const wrong = await fetch(here.slice(0, -1), { method: 'POST', body: form });
  assert.equal(wrong.status, 400);
  const none = await fetch(`${stack.url}/unsubscribe`, { method: 'POST', body: form });
  assert.equal(none.status, 400);
});

it('letters that nobody can do without carry no such address, and come to who turned all others off', async () => {
  await ben.client.updateNotifications({ body: { photos: 'off', requests: 'off', answers: 'off' } });
  const response = await fetch(`${stack.url}/api/v1/accounts/password/forgot`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: ben.email }),
  });
  assert.ok(response.ok, String(response.status));
  const [letter] = await lettersTo(ben, 'Reset your password');
  assert.ok(letter);
  assert.equal(letter.unsubscribe, undefined);
  assert.doesNotMatch(letter.text, /unsubscribe/);
});
