import { createClient } from '@wmory/contract';
import { startStack } from '../tools/dev-stack.ts';

const ACCOUNTS = 24;
const ROUNDS = 4;
const password = 'seven green bicycles';
const wrong = 'eight red trains';

const median = (times: number[]): number =>
  times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;

/**
 * How well the time of an answer tells whether an address has an account: of the four operations that strangers can
 * ask with, the largest difference of medians between known and unknown addresses, asked in turn.
 */
export async function run(): Promise<void> {
  const stack = await startStack();
  try {
    const guest = createClient({ baseUrl: stack.url });
    const operations: Record<string, (email: string) => Promise<unknown>> = {
      logIn: (email) => guest.logIn({ body: { email, password: wrong } }),
      signUp: (email) => guest.signUp({ body: { email, password, name: 'Ada' } }),
      forgotPassword: (email) => guest.forgotPassword({ body: { email } }),
      resendVerification: (email) => guest.resendVerification({ body: { email } }),
    };
    const names = Array.from({ length: ACCOUNTS }, (_, index) => `Known${index}`);
    const known = await Promise.all(names.map(async (name) => (await stack.person(name)).email));

    const ask = async (operation: (email: string) => Promise<unknown>, email: string): Promise<number> => {
      const started = performance.now();
      await operation(email).catch(() => null);
      return performance.now() - started;
    };

    let worst = 0;
    for (const [name, operation] of Object.entries(operations)) {
      const times = { known: [] as number[], unknown: [] as number[] };
      for (let round = 0; round < ROUNDS; round++) {
        for (const [index, email] of known.entries()) {
          times.known.push(await ask(operation, email));
          times.unknown.push(await ask(operation, `${name}-${round}-${index}@example.org`));
        }
      }
      const [one, other] = [median(times.known), median(times.unknown)];
      const difference = (Math.abs(one - other) / Math.min(one, other)) * 100;
      worst = Math.max(worst, difference);
      console.log(`${name}: known ${one.toFixed(1)} ms, unknown ${other.toFixed(1)} ms`);
    }
    console.log(`account-oracle ${worst.toFixed(1)} %`);
  } finally {
    await stack.stop();
  }
}
