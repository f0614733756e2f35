import { waitFor } from '@testing-library/react-native';
import { anna } from '@/testing/examples';
import { answer, asked, offline, refuse, serve } from '@/testing/fake-server';
import { keepAnswer, readAnswers } from '../kept-answers';
import { queryClient } from '../query-client';
import { keepRefreshToken, refreshBody } from './credentials';
import { logIn, logOut, onWipe, startSession, useSession } from './session';

const status = () => useSession.getState().state.status;
const start = { accessToken: 'access', expiresIn: 900, refreshToken: 'a refresh token of length', me: anna };

afterEach(() => keepRefreshToken(null));

describe('session', () => {
  it('takes up the session of the last visit', async () => {
    serve({
      'POST /sessions/refresh': () => answer({ ...start, refreshToken: 'the next refresh token' }),
      'GET /me': () => answer(anna),
    });
    await keepRefreshToken('the refresh token of last time');
    await startSession();
    expect(status()).toBe('in');
    expect(asked[0]).toEqual({
      what: 'POST /sessions/refresh',
      body: { refreshToken: 'the refresh token of last time' },
    });
    expect(await refreshBody()).toEqual({ refreshToken: 'the next refresh token' });
  });

  it('is out, without asking, where nothing was kept', async () => {
    serve({});
    await startSession();
    expect(status()).toBe('out');
    expect(asked).toEqual([]);
  });

  it('is out when the session has ended, and forgets its token', async () => {
    serve({ 'POST /sessions/refresh': () => refuse('session-ended') });
    await keepRefreshToken('the refresh token of last time');
    await startSession();
    expect(status()).toBe('out');
    expect(await refreshBody()).toEqual({});
  });

  it('says that the server is unreachable, and keeps the token', async () => {
    serve({ 'POST /sessions/refresh': offline });
    await keepRefreshToken('the refresh token of last time');
    await startSession();
    expect(status()).toBe('unreachable');
    expect(await refreshBody()).toEqual({ refreshToken: 'the refresh token of last time' });
  });

  it('goes on with what was kept where the server is unreachable', async () => {
    const groups = { groups: [] };
    serve({
      'POST /sessions': () => answer(start, 201),
      'GET /groups': () => answer(groups),
    });
    await logIn('anna@example.org', 'a long enough password');
    await queryClient.fetchQuery({ queryKey: ['groups', 'list'], queryFn: () => groups, ...keepAnswer() });
    const written = async () => (await readAnswers())?.answers.length === 1;
    await waitFor(async () => expect(await written()).toBe(true));

    serve({ 'POST /sessions/refresh': offline });
    await startSession();
    expect(useSession.getState().state).toEqual({ status: 'in', me: anna });
    expect(queryClient.getQueryData(['groups', 'list'])).toEqual(groups);

    serve({
      'POST /sessions/refresh': () => refuse('session-ended'),
      'DELETE /sessions/current': () => refuse('session-ended'),
    });
    await logOut();
    expect(await readAnswers()).toBeNull();
  });

  it('forgets everything at log-out', async () => {
    serve({
      'POST /sessions': () => answer(start, 201),
      'DELETE /sessions/current': () => answer(null, 204),
    });
    await logIn('anna@example.org', 'a long enough password');
    queryClient.setQueryData(['groups'], ['secret']);
    const wiped = jest.fn();
    const stop = onWipe(wiped);
    await logOut();
    stop();
    expect(status()).toBe('out');
    expect(queryClient.getQueryData(['groups'])).toBeUndefined();
    expect(await refreshBody()).toEqual({});
    expect(wiped).toHaveBeenCalledWith('log-out');
  });
});
