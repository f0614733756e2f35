import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { block, id } from '@/testing/examples';
import { answer, asked, refuse, serve, silence } from '@/testing/fake-server';
import { myReport } from '@/testing/judging';
import { ReportDialog } from './report-dialog';

const subject = { kind: 'photo', groupId: id(100), photoId: id(7) } as const;
const none = () => answer({ reports: [], nextCursor: null });
const ben = { id: id(2), name: 'Ben Okafor' };
const open = async (routes: Parameters<typeof serve>[0], person: typeof ben | null = null) => {
  serve({ 'GET /me/reports': none, ...routes });
  const close = jest.fn();
  await draw(<ReportDialog subject={subject} person={person} onClose={close} />);
  return close;
};
const send = async (reason: RegExp) => {
  await fireEvent.press(await screen.findByRole('radio', { name: reason }));
  await fireEvent.changeText(screen.getByLabelText(/What should they know/), ' Our door ');
  await fireEvent.press(screen.getByRole('button', { name: 'Send report' }));
};

describe('the report dialog', () => {
  it('waits until it is known whether there is a report already', async () => {
    await open({ 'GET /me/reports': silence });
    expect(screen.queryByRole('radio', { name: /Spam/ })).toBeNull();
  });

  it('sends the reason with the words, and says what comes next', async () => {
    const close = await open({
      'POST /reports': () => answer(myReport({ text: 'Our door' }), 201),
    });
    await send(/Private things/);
    expect(await screen.findByText('Thank you. It is reported.')).toBeOnTheScreen();
    expect(asked.find(({ what }) => what === 'POST /reports')?.body).toEqual({
      subject,
      reason: 'privacy',
      text: 'Our door',
    });
    await fireEvent.press(screen.getByRole('button', { name: 'Done' }));
    expect(close).toHaveBeenCalled();
  });

  it('offers to block whom it is about afterwards', async () => {
    const routes = {
      'GET /me/reports': () => answer({ reports: [myReport()], nextCursor: null }),
      'GET /me/blocks': () => answer({ blocks: [] }),
      [`PUT /me/blocks/${id(2)}`]: () => answer(block(2, 'Ben Okafor')),
    };
    const close = await open(routes, ben);
    await fireEvent.press(await screen.findByRole('button', { name: 'Also block Ben Okafor' }));
    expect(screen.getByText('Block Ben Okafor?')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Block' }));
    expect(await screen.findByText('Ben Okafor is blocked')).toBeOnTheScreen();
    await waitFor(() => expect(close).toHaveBeenCalled());
  });

  it('offers no block of whom there is one already, and none where nobody is known', async () => {
    const routes = {
      'GET /me/reports': () => answer({ reports: [myReport()], nextCursor: null }),
      'GET /me/blocks': () => answer({ blocks: [block(2, 'Ben Okafor')] }),
    };
    await open(routes, ben);
    await screen.findByText('You have reported this already');
    await waitFor(() => expect(asked.map(({ what }) => what)).toContain('GET /me/blocks'));
    expect(screen.queryByRole('button', { name: /^Also block/ })).toBeNull();
    await open(routes);
    expect(asked.map(({ what }) => what)).not.toContain('GET /me/blocks');
  });

  it('tells who will judge: what is urgent is for moderators', async () => {
    await open({});
    await fireEvent.press(await screen.findByRole('radio', { name: /Spam/ }));
    expect(screen.getByText(/Admins of the group judge this/)).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Change the reason' }));
    await fireEvent.press(screen.getByRole('radio', { name: /A threat to somebody/ }));
    expect(screen.getByText(/moderators of this server at once/)).toBeOnTheScreen();
  });

  it('says so when it was reported before', async () => {
    await open({
      'GET /me/reports': () => answer({ reports: [myReport()], nextCursor: null }),
    });
    expect(await screen.findByText('You have reported this already')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Send report' })).toBeNull();
  });

  it('says so when the answer is an older report', async () => {
    await open({ 'POST /reports': () => answer(myReport({ reason: 'spam' }), 201) });
    await send(/Private things/);
    expect(await screen.findByText('You have reported this already')).toBeOnTheScreen();
  });

  it('says that it was enough for a day', async () => {
    await open({ 'POST /reports': () => refuse('rate-limited') });
    await send(/Spam/);
    expect(await screen.findByText(/as much as one can in a day/)).toBeOnTheScreen();
  });
});
