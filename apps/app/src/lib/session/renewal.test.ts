import { ConnectionError, ProblemError, type Tokens } from '@wmory/contract';
import { createRenewal, type RenewalParts } from './renewal';

const tokens = (name: string): Tokens => ({ accessToken: name, expiresIn: 900 });
const ended = () => new ProblemError({ type: 'about:blank', title: '', status: 401, code: 'session-ended' });

function parts(change: Partial<RenewalParts> = {}) {
  let time = 0;
  const made = {
    refresh: jest.fn(async () => tokens('second')),
    exclusive: jest.fn(async <T>(task: () => Promise<T>) => task()) as jest.Mock & RenewalParts['exclusive'],
    announce: jest.fn(),
    ended: jest.fn(),
    now: () => time,
    ...change,
  };
  const wait = (seconds: number): void => {
    time += seconds * 1000;
  };
  return { ...made, renewal: createRenewal(made), wait };
}

describe('renewal', () => {
  it('hands out a token while it is good and asks nobody', async () => {
    const { renewal, refresh, wait } = parts();
    renewal.adopt(tokens('first'));
    wait(860);
    expect(await renewal.accessToken()).toBe('first');
    expect(refresh).not.toHaveBeenCalled();
  });

  it('trades once for everyone who asks at the same time', async () => {
    const { renewal, refresh, announce, wait } = parts();
    renewal.adopt(tokens('first'));
    wait(880);
    const asked = await Promise.all(Array.from({ length: 50 }, () => renewal.accessToken()));
    expect(new Set(asked)).toEqual(new Set(['second']));
    expect(refresh).toHaveBeenCalledTimes(1);
    expect(announce).toHaveBeenCalledWith(tokens('second'));
  });

  it('takes what another tab got while it waited for its turn', async () => {
    const waiting: (() => void)[] = [];
    const { renewal, refresh, wait } = parts({
      exclusive: async (task) => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return task();
      },
    });
    renewal.adopt(tokens('first'));
    wait(1000);
    const renewing = renewal.renew();
    renewal.adopt(tokens('from another tab'));
    for (const go of waiting) go();
    expect(await renewing).toBe(true);
    expect(refresh).not.toHaveBeenCalled();
    expect(await renewal.accessToken()).toBe('from another tab');
  });

  it('ends the session when the server says so, once', async () => {
    const { renewal, ended: told } = parts({ refresh: async () => Promise.reject(ended()) });
    renewal.adopt(tokens('first'));
    expect(await Promise.all([renewal.renew(), renewal.renew()])).toEqual([false, false]);
    expect(told).toHaveBeenCalledTimes(1);
    expect(await renewal.accessToken()).toBeNull();
  });

  it('keeps the session when the server cannot be reached', async () => {
    let reachable = false;
    const { renewal, ended: told } = parts({
      refresh: async () => {
        if (!reachable) throw new ConnectionError('offline');
        return tokens('second');
      },
    });
    renewal.adopt(tokens('first'));
    await expect(renewal.renew()).rejects.toThrow(ConnectionError);
    expect(told).not.toHaveBeenCalled();
    reachable = true;
    expect(await renewal.renew()).toBe(true);
    expect(await renewal.accessToken()).toBe('second');
  });

  it('trades for who asks first where a session is taken for granted', async () => {
    const { renewal, refresh } = parts();
    expect(await renewal.accessToken()).toBeNull();
    renewal.assume();
    expect(await renewal.accessToken()).toBe('second');
    expect(refresh).toHaveBeenCalledTimes(1);
    renewal.drop();
    expect(await renewal.accessToken()).toBeNull();
  });

  it('does not bring a session back that was ended while tokens were under way', async () => {
    let arrive = (_: Tokens): void => {};
    const { renewal, announce } = parts({
      refresh: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
    });
    renewal.adopt(tokens('first'));
    const renewing = renewal.renew();
    renewal.drop();
    arrive(tokens('too late'));
    expect(await renewing).toBe(false);
    expect(await renewal.accessToken()).toBeNull();
    expect(announce).not.toHaveBeenCalled();
  });
});
