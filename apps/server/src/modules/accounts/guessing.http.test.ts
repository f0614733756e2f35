import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { API_PREFIX, type Problem } from '@wmory/contract';
import { type Stack, startStack } from '../../../../../tools/dev-stack.ts';

let stack: Stack;
afterEach(() => stack.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(stack.url + API_PREFIX + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as Problem).code;

/** One guess at a secret, which costs no hash. */
const guess = (number: number, headers?: Record<string, string>) =>
  post(
    '/accounts/password/reset',
    { token: `guess ${number}`.padEnd(43, 'x'), password: 'seven green bicycles' },
    headers,
  );

/** Guesses until it is refused; how often it was heard, and the refusal. */
async function exhaust(headers: (number: number) => Record<string, string>) {
  for (let heard = 0; heard < 200; heard++) {
    const response = await guess(heard, headers(heard));
    if (response.status !== 400) return { heard, response };
  }
  return assert.fail('every guess was heard');
}

describe('who guesses from one address', () => {
  it('is heard a hundred times an hour, at whichever account, and told when to come back', async () => {
    stack = await startStack({ env: { RATE_LIMIT_FACTOR: '1' } });
    const { heard, response } = await exhaust(() => ({}));
    assert.equal(heard, 100);
    assert.equal(response.status, 429);
    const wait = Number(response.headers.get('retry-after'));
    assert.ok(wait > 0 && wait <= 3600, String(wait));
    assert.equal(await codeOf(response), 'rate-limited');
    const logIn = await post('/sessions', { email: 'ada@example.org', password: 'seven green bicycles' });
    assert.equal(await codeOf(logIn), 'rate-limited');
  });

  it('gains nothing by an X-Forwarded-For that changes', async () => {
    stack = await startStack({ env: { RATE_LIMIT_FACTOR: '1' } });
    const { heard } = await exhaust((number) => ({
      'x-forwarded-for': `203.0.113.${number}`,
      'x-real-ip': `203.0.113.${number}`,
      forwarded: `for=203.0.113.${number}`,
    }));
    assert.equal(heard, 100);
  });

  it('gains nothing behind a trusted proxy either, which adds the address it knows', async () => {
    stack = await startStack({ env: { RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '127.0.0.1,::1' } });
    const { heard } = await exhaust((number) => ({
      'x-forwarded-for': `203.0.113.${number}, 198.51.100.7`,
    }));
    assert.equal(heard, 100);
    const other = await guess(0, { 'x-forwarded-for': '203.0.113.1, 198.51.100.8' });
    assert.equal(await codeOf(other), 'code-invalid', 'others behind the same proxy are heard');
  });
});

describe('when more passwords wait to be checked than the server takes', () => {
  it('the rest are told to come back, and those that wait are answered', async () => {
    stack = await startStack();
    const answers = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        post('/sessions', { email: `nobody-${index}@example.org`, password: 'seven green bicycles' }),
      ),
    );
    const counts = { 401: 0, 503: 0 };
    for (const answer of answers) {
      assert.ok(answer.status === 401 || answer.status === 503, String(answer.status));
      counts[answer.status]++;
      assert.equal(await codeOf(answer), answer.status === 401 ? 'wrong-credentials' : 'overloaded');
      if (answer.status === 503) assert.ok(Number(answer.headers.get('retry-after')) > 0);
    }
    assert.ok(counts[401] >= 66, `${counts[401]} were checked`);
    assert.ok(counts[503] > 0, 'none was turned away');
  });
});
