import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Case } from '@wmory/contract';
import { useSession } from '@/lib/session';
import { draw } from '@/testing/draw';
import { anna, group, id } from '@/testing/examples';
import { address, visited } from '@/testing/fake-router';
import { answer, offline, serve, silence } from '@/testing/fake-server';
import { openCase } from '@/testing/judging';
import { HistoryScreen } from './history-screen';
import { ModerationRow } from './moderation-row';
import { addressOf, stepFrom } from './queue';
import { QueueScreen } from './queue-screen';

const queries: string[] = [];
const open = async (cases: () => Response | Promise<Response>) => {
  serve({
    'GET /moderation/cases': cases,
    'GET /groups': () => answer({ groups: [group()] }),
  });
  const { fetch } = globalThis;
  queries.length = 0;
  globalThis.fetch = ((input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname, search } = new URL(String(input));
    if (pathname.endsWith('/moderation/cases')) queries.push(search);
    return fetch(input, init);
  }) as typeof fetch;
  await draw(<QueueScreen />);
};
const page = (...cases: Case[]) => answer({ cases, nextCursor: null });

describe('the queue', () => {
  it('shows nothing as long as it is not known', async () => {
    await open(silence as () => Promise<Response>);
    expect(screen.queryByText('Nothing waits for you')).toBeNull();
  });

  it('says that nothing waits', async () => {
    await open(() => page());
    expect(await screen.findByText('Nothing waits for you')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'History of the server' })).toBeNull();
  });

  it('offers to try again', async () => {
    await open(offline as () => Response);
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeOnTheScreen();
  });

  it('lists what waits, with what it is about and how much there is to it', async () => {
    await open(() =>
      page(
        openCase({ reportCount: 3 }),
        openCase({ id: id(701), tier: 'platform', state: 'appealed', reason: 'spam' }),
      ),
    );
    expect(await screen.findAllByText('Photo by Ben Okafor')).toHaveLength(2);
    expect(screen.getByText(/Summer in Lisbon · 3 reports/)).toBeOnTheScreen();
    expect(screen.getByText('Appeal')).toBeOnTheScreen();
    await fireEvent.press(screen.getAllByText('Photo by Ben Okafor')[0] as never);
    expect(visited).toEqual([`/moderation/${id(700)}`]);
  });

  it('asks for what the address says, and leads back to everything', async () => {
    address.params = { group: id(100), state: 'appealed', reason: 'spam' };
    await open(() => page());
    expect(await screen.findByText('Nothing like that')).toBeOnTheScreen();
    const asked = new URLSearchParams(queries[0]);
    expect(Object.fromEntries(asked)).toEqual({
      groupId: id(100),
      state: 'appealed',
      reason: 'spam',
      order: 'oldest',
      limit: '50',
    });
    expect(await screen.findByRole('button', { name: 'Where: Summer in Lisbon' })).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Show everything that waits' }));
    expect(visited).toEqual(['/moderation']);
  });

  it('keeps the filter in the address of a case', () => {
    const all = { scope: null, state: 'waiting', reason: null } as const;
    expect(addressOf(all)).toBe('/moderation');
    expect(addressOf({ scope: 'platform', state: 'closed', reason: 'spam' }, id(7))).toBe(
      `/moderation/${id(7)}?tier=platform&state=closed&reason=spam`,
    );
  });

  it('steps from case to case and stops at the ends', () => {
    const [first, second] = [openCase(), openCase({ id: id(701) })];
    const cases = [first, second];
    expect(stepFrom(cases, '', 1)).toBe(first);
    expect(stepFrom(cases, '', -1)).toBeUndefined();
    expect(stepFrom(cases, first.id, 1)).toBe(second);
    expect(stepFrom(cases, second.id, 1)).toBeUndefined();
    expect(stepFrom(cases, second.id, -1)).toBe(first);
  });
});

describe('the way to the queue', () => {
  it('says how much waits in the group', async () => {
    serve({
      'GET /groups': () => answer({ groups: [group()] }),
      'GET /moderation/cases': () => answer({ cases: [openCase()], nextCursor: 'x' }),
    });
    await draw(<ModerationRow groupId={id(100)} />);
    expect(await screen.findByText('1+')).toBeOnTheScreen();
    await fireEvent.press(screen.getByText('Moderation'));
    expect(visited).toEqual([`/moderation?group=${id(100)}`]);
  });

  it('does not ask for those who judge nothing', async () => {
    const abilities = { ...group().abilities, moderate: false };
    const cases = jest.fn(() => answer({ cases: [], nextCursor: null }));
    serve({
      'GET /groups': () => answer({ groups: [group({ abilities })] }),
      'GET /moderation/cases': cases,
    });
    await draw(<ModerationRow />);
    await waitFor(() => expect(screen.getByText('Moderation')).toBeOnTheScreen());
    expect(cases).not.toHaveBeenCalled();
  });
});

describe('the history of the server', () => {
  const entry = {
    id: id(900),
    at: '2026-06-10T12:00:00.000Z',
    action: 'case.decided',
    actor: { id: id(5), name: 'Emil Roth' },
    subjectId: null,
    subject: null,
    details: {},
    groupId: null,
  };

  it('tells all that happened, and of one person only what they did', async () => {
    address.params = { actor: id(5), name: 'Emil Roth' };
    serve({ 'GET /moderation/audit': () => answer({ entries: [entry], nextCursor: null }) });
    await draw(<HistoryScreen />);
    expect(await screen.findByText('Emil Roth decided a case')).toBeOnTheScreen();
    expect(screen.getByText('What Emil Roth did')).toBeOnTheScreen();
  });

  it('says when there is nothing', async () => {
    useSession.setState({ state: { status: 'in', me: { ...anna, moderator: true } } });
    serve({ 'GET /moderation/audit': () => answer({ entries: [], nextCursor: null }) });
    await draw(<HistoryScreen />);
    expect(await screen.findByText('Nothing is written down')).toBeOnTheScreen();
  });
});
