import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import {
  API_PREFIX,
  type Operation,
  type OperationId,
  operations,
  Problem,
  problemsOf,
  type Role,
} from '@wmory/contract';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { type Stack, startStack } from '../../../../tools/dev-stack.ts';
import { enter, type Person, share } from '../../../../tools/person.ts';
import { type Known, spoiltInputsOf } from './arbitrary.fixture.ts';

/** In each column; WMORY_FUZZ_CASES and WMORY_FUZZ_SEED try more, or others. */
const CASES = Number(process.env['WMORY_FUZZ_CASES'] ?? 5000);
const SEED = Number(process.env['WMORY_FUZZ_SEED'] ?? 20_260_503);
/** Cases after which there is a new group, and everyone is logged in again. */
const ROUND = 250;

const roles = ['owner', 'admin', 'contributor', 'viewer'] as const satisfies Role[];
const callers = [...roles, 'outsider', 'anonymous'] as const;
type Caller = (typeof callers)[number];
type Member = Exclude<Caller, 'anonymous'>;

interface Round {
  people: Record<Member, Person>;
  tokens: Record<Member, string>;
  known: Known;
}

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack.stop());

/** The person of that name; another one where the last has lost their account or their password. */
async function findPerson(name: string, round: number): Promise<Person> {
  const account = (suffix: string) => ({
    name: name + suffix,
    email: `${name}${suffix}@example.org`,
    password: `the password of ${name}`,
  });
  return enter(stack.url, account('')).catch(() => enter(stack.url, account(String(round))));
}

async function accessTokenOf({ email, password }: Person): Promise<string> {
  const { statusCode, payload } = await stack.app.http.inject({
    method: 'POST',
    url: `${API_PREFIX}/sessions`,
    payload: { email, password },
  });
  assert.equal(statusCode, 201, payload);
  return (JSON.parse(payload) as { accessToken: string }).accessToken;
}

/** A group with people of every role, a photo, an upload that is open, and an invite. */
async function setRound(round: number): Promise<Round> {
  const { sql } = stack.app.database;
  // Nobody may be in more groups than an account can be.
  await sql.deleteFrom('group_members').execute();
  // Whom people came to block in a round before, their invites would be none.
  await sql.deleteFrom('person_blocks').execute();
  const people = {} as Round['people'];
  const tokens = {} as Round['tokens'];
  for (const name of [...roles, 'outsider'] as const) {
    people[name] = await findPerson(name, round);
    tokens[name] = await accessTokenOf(people[name]);
  }
  const { client } = people.owner;
  const { id: groupId } = await client.createGroup({ body: { name: `Round ${round}` } });
  for (const role of ['admin', 'contributor', 'viewer'] as const) {
    const { token } = await client.createInvite({ params: { groupId }, body: { role, maxUses: 1 } });
    await people[role].client.joinGroup({ body: { token } });
  }
  const bytes = new Uint8Array(
    await readFile(join(import.meta.dirname, '../../../../tools/photos/datetimeoriginal-gps.jpg')),
  );
  const [receipt] = await share(people.contributor, groupId, [
    { name: 'a.jpg', mimeType: 'image/jpeg', bytes },
  ]);
  const sha256 = 'b'.repeat(64);
  const { items } = await people.contributor.client.authoriseUploads({
    params: { groupId },
    body: { items: [{ name: 'b.jpg', mimeType: 'image/jpeg', size: 9, sha256 }] },
  });
  const { invite, token } = await client.createInvite({ params: { groupId }, body: { role: 'viewer' } });
  const { sessions } = await client.listSessions();
  const photos = receipt?.outcome === 'verified' ? [receipt.photo.id] : [];
  const uploads = items.flatMap((item) => (item.outcome === 'authorised' ? [item.uploadId] : []));
  const everyone = Object.values(people);
  return {
    people,
    tokens,
    known: {
      ids: {
        groupId: [groupId],
        photoId: photos,
        photoIds: photos,
        coverPhotoId: photos,
        uploadId: uploads,
        uploadIds: uploads,
        inviteId: [invite.id],
        sessionId: sessions.map(({ id }) => id),
        userId: everyone.map(({ me }) => me.id),
        nothing: [uuidv7()],
      },
      emails: everyone.map(({ email }) => email),
      words: [token, sha256, people.owner.password, '000000', 'image/jpeg', 'a.jpg'],
    },
  };
}

interface Case {
  id: OperationId;
  caller: Caller;
  params: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  /** Sent in the place of the body. */
  raw: string | null;
  key: string | null;
}

const rawBodies = ['', '{', 'null', '[]', '"text"', '{"a":1,"a":2}', '{}garbage', '\ufeff{}', 'a=b&c=d'];

const seldom = <T>(what: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: what });

function casesOf(known: Known): fc.Arbitrary<Case> {
  const entries = Object.entries(operations) as [OperationId, Operation][];
  const nothing = fc.constant({});
  return fc.oneof(
    ...entries.map(([id, { params, query, body }]) =>
      fc.record({
        id: fc.constant(id),
        caller: fc.constantFrom(...callers),
        params: (params ? spoiltInputsOf(params, known) : nothing) as fc.Arbitrary<Case['params']>,
        query: (query ? spoiltInputsOf(query, known) : nothing) as fc.Arbitrary<Case['query']>,
        body: body ? spoiltInputsOf(body, known) : fc.constant(undefined),
        raw: seldom(fc.constantFrom(...rawBodies)),
        key: seldom(fc.constantFrom('a key', 'another', 'x'.repeat(129), 'ключ')),
      }),
    ),
  );
}

const textOf = (value: unknown): string =>
  typeof value === 'object' ? (JSON.stringify(value) ?? '') : String(value ?? '');

/** Percent-encoded, also where half a character would not be. */
const encode = (value: unknown): string => encodeURIComponent(textOf(value).toWellFormed());

function addressOf({ path }: Operation, { params, query }: Case): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encode(params?.[name]));
  const pairs = Object.entries(query ?? {}).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  return API_PREFIX + filled + (pairs.length > 0 ? `?${pairs.join('&')}` : '');
}

async function send(each: Case, tokens: Round['tokens']) {
  const operation: Operation = operations[each.id];
  const payload = each.raw ?? JSON.stringify(each.body);
  return stack.app.http.inject({
    method: operation.method,
    url: addressOf(operation, each),
    headers: {
      ...(each.caller !== 'anonymous' && { authorization: `Bearer ${tokens[each.caller]}` }),
      ...(operation.body && { 'content-type': 'application/json' }),
      ...(each.key !== null && { 'idempotency-key': Buffer.from(each.key).toString('latin1') }),
    },
    ...(operation.body && payload !== undefined && { payload }),
  });
}

/** Throws where the answer is none that the contract has. Answers whether the operation was carried out. */
function check(operation: Operation, answer: Awaited<ReturnType<typeof send>>): boolean {
  const { statusCode, payload, headers } = answer;
  if (statusCode < 300) {
    assert.equal(statusCode, operation.success.status);
    if (!operation.success.body) assert.equal(payload, '');
    else assert.deepEqual(operation.success.body.parse(JSON.parse(payload)), JSON.parse(payload));
    return true;
  }
  assert.match(String(headers['content-type']), /^application\/problem\+json/);
  const problem = Problem.strict().parse(JSON.parse(payload));
  assert.equal(problem.status, statusCode);
  assert.notEqual(problem.code, 'internal');
  // An address of which a part is missing or too long leads to no operation.
  const declared = [
    ...problemsOf(operation),
    ...(operation.params ? ['not-found', 'method-not-allowed'] : []),
  ];
  assert.ok(declared.includes(problem.code), `${problem.code} is not among the problems of the operation`);
  return false;
}

it('answers whatever it is asked as the contract says', async (test) => {
  let done = 0;
  const answered = new Set<OperationId>();
  for (let sent = 0, round = 0; sent < CASES; round++) {
    const { people, tokens, known } = await setRound(round);
    const count = Math.min(ROUND, CASES - sent);
    for (const each of fc.sample(casesOf(known), { seed: SEED + round, numRuns: count })) {
      const answer = await send(each, tokens);
      try {
        if (check(operations[each.id], answer)) {
          done += 1;
          answered.add(each.id);
        }
      } catch (error) {
        const { statusCode, payload } = answer;
        const told = JSON.stringify({ ...each, body: textOf(each.body).slice(0, 2000) });
        throw new Error(`${told} was answered ${statusCode} ${payload.slice(0, 1000)}`, { cause: error });
      }
      if (each.caller !== 'anonymous' && answer.payload.includes('"session-ended"'))
        tokens[each.caller] = await accessTokenOf(people[each.caller]);
    }
    sent += count;
  }
  test.diagnostic(`${CASES} cases, seed ${SEED}: ${done} carried out, by ${answered.size} operations`);
  // Cases that are all refused at the door would show nothing.
  assert.ok(done > CASES / 10, `only ${done} of ${CASES} were carried out`);
});
