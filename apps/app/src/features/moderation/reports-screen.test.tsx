import { fireEvent, screen } from '@testing-library/react-native';
import type { HideQuestion, MyDecision, MyReport } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, offline, refuse, serve, silence } from '@/testing/fake-server';
import { myDecision, myReport, question } from '@/testing/judging';
import { ReportsScreen } from './reports-screen';

const routes = (reports: MyReport[], decisions: MyDecision[], questions: HideQuestion[] = []) => ({
  'GET /me/reports': () => answer({ reports, nextCursor: null }),
  'GET /me/decisions': () => answer({ decisions, nextCursor: null }),
  'GET /me/hide-requests': () => answer({ questions, nextCursor: null }),
});

describe('the page of reports and decisions', () => {
  it('says that there is nothing', async () => {
    serve(routes([], []));
    await draw(<ReportsScreen />);
    expect(await screen.findByText('All quiet')).toBeOnTheScreen();
  });

  it('shows nothing as long as it does not know', async () => {
    serve({ ...routes([], []), 'GET /me/decisions': silence });
    await draw(<ReportsScreen />);
    expect(screen.queryByText('All quiet')).toBeNull();
    expect(screen.queryByText('What you reported')).toBeNull();
  });

  it('offers to try again', async () => {
    serve({ ...routes([], []), 'GET /me/reports': offline });
    await draw(<ReportsScreen />);
    await screen.findByRole('button', { name: 'Try again' });
    serve(routes([myReport()], []));
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Waiting')).toBeOnTheScreen();
  });

  it('shows what came of reports, and of a request to hide', async () => {
    serve(
      routes(
        [
          myReport({ id: id(501), state: 'acted' }),
          myReport({ id: id(502), state: 'dismissed', reason: 'in-photo' }),
        ],
        [],
      ),
    );
    await draw(<ReportsScreen />);
    expect(await screen.findByText('Acted on')).toBeOnTheScreen();
    expect(screen.getByText('Dismissed')).toBeOnTheScreen();
    expect(screen.getByText(/^You asked to hide a photo/)).toBeOnTheScreen();
  });

  it('leads to a photo that somebody asks to hide', async () => {
    serve(routes([], [], [question]));
    await draw(<ReportsScreen />);
    await fireEvent.press(await screen.findByText('Hide a photo of yours?'));
    expect(visited).toEqual([`/groups/${id(100)}/photos/${id(8)}`]);
  });

  it('appeals once, with words', async () => {
    const decision = myDecision();
    let now = decision;
    serve({
      ...routes([], []),
      'GET /me/decisions': () => answer({ decisions: [now], nextCursor: null }),
      [`POST /me/decisions/${id(600)}/appeal`]: () => {
        const made = { text: 'It is not', madeAt: '2026-06-12T12:00:00.000Z', state: 'open' } as const;
        now = { ...decision, appealUntil: null, appeal: { ...made, judgedAt: null, message: '' } };
        return answer(now, 201);
      },
    });
    await draw(<ReportsScreen />);
    expect(await screen.findByText('The photo was hidden')).toBeOnTheScreen();
    expect(screen.getByText('Our house number is on it.')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: /^Appeal/ }));
    await fireEvent.press(screen.getByRole('button', { name: 'Send appeal' }));
    expect(screen.getByText('Say why first.')).toBeOnTheScreen();
    await fireEvent.changeText(screen.getByLabelText('Why is it wrong?'), 'It is not ');
    await fireEvent.press(screen.getByRole('button', { name: 'Send appeal' }));
    expect(await screen.findByText(/Somebody else is looking at it/)).toBeOnTheScreen();
    expect(asked.find(({ what }) => what.endsWith('/appeal'))?.body).toEqual({ text: 'It is not' });
    expect(screen.queryByRole('button', { name: /^Appeal/ })).toBeNull();
  });

  it('keeps the words of an appeal that is refused', async () => {
    serve({
      ...routes([], [myDecision()]),
      [`POST /me/decisions/${id(600)}/appeal`]: () => refuse('appeal-over'),
    });
    await draw(<ReportsScreen />);
    await fireEvent.press(await screen.findByRole('button', { name: /^Appeal/ }));
    await fireEvent.changeText(screen.getByLabelText('Why is it wrong?'), 'It is not');
    await fireEvent.press(screen.getByRole('button', { name: 'Send appeal' }));
    expect(await screen.findByText('The time to appeal against this decision is over.')).toBeOnTheScreen();
    expect(screen.getByDisplayValue('It is not')).toBeOnTheScreen();
  });

  it('tells what was taken back, and what became of an appeal', async () => {
    const appeal = {
      text: 'No',
      madeAt: '2026-06-12T12:00:00.000Z',
      judgedAt: null,
      message: 'You are right.',
    };
    serve(
      routes(
        [],
        [
          myDecision({
            actions: [{ kind: 'suspend', until: '2026-12-24T12:00:00.000Z', state: 'reversed' }],
            reversedAt: '2026-06-14T12:00:00.000Z',
            appealUntil: null,
            appeal: { ...appeal, state: 'reversed' },
          }),
        ],
      ),
    );
    await draw(<ReportsScreen />);
    expect(await screen.findByText(/suspended, until .* · Taken back/)).toBeOnTheScreen();
    expect(screen.getByText('You appealed, and were right.')).toBeOnTheScreen();
    expect(screen.getByText('You are right.')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: /^Appeal/ })).toBeNull();
  });
});
