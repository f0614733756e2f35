import { fireEvent, screen } from '@testing-library/react-native';
import { useSession } from '@/lib/session';
import { draw } from '@/testing/draw';
import { anna } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { afterLogIn } from './after-log-in';
import { LogInScreen } from './log-in-screen';

const fill = async (email: string, password: string) => {
  await draw(<LogInScreen />, false);
  await fireEvent.changeText(screen.getByLabelText('E-mail address'), email);
  await fireEvent.changeText(screen.getByLabelText('Password'), password);
  await fireEvent.press(screen.getByRole('button', { name: 'Log in' }));
};

describe('the log-in page', () => {
  it('says what is missing without asking the server', async () => {
    serve({});
    await fill('anna', '');
    expect(screen.getByText('This does not look like an e-mail address.')).toBeOnTheScreen();
    expect(screen.getByText('Enter your password.')).toBeOnTheScreen();
    expect(asked).toEqual([]);
  });

  it('starts a session', async () => {
    serve({
      'POST /sessions': () =>
        answer({ accessToken: 'access', expiresIn: 900, refreshToken: 'a refresh token', me: anna }, 201),
    });
    await fill(' anna@example.org', 'a long enough password');
    expect(await screen.findByRole('button', { name: 'Log in' })).toBeOnTheScreen();
    expect(useSession.getState().state).toEqual({ status: 'in', me: anna });
    expect(asked[0]?.body).toEqual({
      email: 'anna@example.org',
      password: 'a long enough password',
      transport: 'bearer',
    });
  });

  it('says that the password is wrong', async () => {
    serve({ 'POST /sessions': () => refuse('wrong-credentials') });
    await fill('anna@example.org', 'not her password');
    expect(await screen.findByText('The e-mail address or the password is wrong.')).toBeOnTheScreen();
  });

  it('sends a new letter to an address that is not confirmed yet and asks for its code', async () => {
    serve({
      'POST /sessions': () => refuse('email-unverified'),
      'POST /accounts/verify/resend': () => answer(null, 204),
    });
    await fill('anna@example.org', 'a long enough password');
    expect(visited).toEqual([{ pathname: '/verify', params: { email: 'anna@example.org' } }]);
    expect(asked.at(-1)?.what).toBe('POST /accounts/verify/resend');
  });
});

describe('afterLogIn', () => {
  it.each([
    [
      '/groups/0198c5b4-0000-7000-8000-000000000001/members',
      '/groups/0198c5b4-0000-7000-8000-000000000001/members',
    ],
    ['/account', '/account'],
    ['/account/blocked', '/account/blocked'],
    ['/reports', '/reports'],
    ['/moderation', '/moderation'],
    ['/share', '/share'],
    [
      '/moderation/history?actor=0198c5b4&name=Zo%C3%AB+%26+co#top',
      '/moderation/history?actor=0198c5b4&name=Zo%C3%AB+%26+co#top',
    ],
    ['/groups?next=%2F%2Fevil.example', '/groups?next=%2F%2Fevil.example'],
    ['/groups#part', '/groups#part'],
    ['/reports/evil', '/groups'],
    ['/log-in?next=/log-in', '/groups'],
    ['//evil.example', '/groups'],
    ['https://evil.example', '/groups'],
    ['/\\evil.example', '/groups'],
    ['///evil.example', '/groups'],
    ['/\\\\evil.example/groups', '/groups'],
    ['\\\\evil.example', '/groups'],
    ['/%2Fevil.example', '/groups'],
    ['%2F%2Fevil.example', '/groups'],
    ['/%5Cevil.example', '/groups'],
    ['/\t/evil.example', '/groups'],
    ['/groups\n//evil.example', '/groups'],
    ['/groups/../join', '/groups'],
    ['/groups//evil.example', '/groups'],
    ['/groups?to=//evil.example', '/groups'],
    ['/groups#//evil.example', '/groups'],
    ['javascript:alert(1)', '/groups'],
    ['wmory://groups', '/groups'],
    ['data:text/html,x', '/groups'],
    [' /account', '/groups'],
    ['/account@evil.example', '/groups'],
    [`/groups?${'x'.repeat(2000)}`, '/groups'],
    [['/account', '/account'], '/groups'],
    [undefined, '/groups'],
  ])('leads from %s to %s', (next, to) => {
    expect(afterLogIn(next)).toBe(to);
  });
});
