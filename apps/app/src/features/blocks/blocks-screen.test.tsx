import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Block } from '@wmory/contract';
import { draw } from '@/testing/draw';
import { block, id } from '@/testing/examples';
import { visited } from '@/testing/fake-router';
import { answer, asked, offline, refuse, serve, silence } from '@/testing/fake-server';
import { AccountScreen } from '../settings/account-screen';
import { BlocksScreen } from './blocks-screen';

/** A server that knows these blocks, and what is done to them. */
function serveBlocks(first: Block[], refusal?: () => Response): void {
  let blocks = first;
  const gone = first[0] as Block;
  serve({
    'GET /me/blocks': () => answer({ blocks }),
    [`DELETE /me/blocks/${id(2)}`]:
      refusal ??
      (() => {
        blocks = blocks.slice(1);
        return answer(null, 204);
      }),
    [`PUT /me/blocks/${id(2)}`]: () => {
      blocks = [gone, ...blocks];
      return answer(gone);
    },
  });
}

const unblockBen = async () => {
  await draw(<BlocksScreen />);
  await fireEvent.press(await screen.findByRole('button', { name: 'Unblock Ben Okafor' }));
};

describe('the page of blocked people', () => {
  it('is linked from the account', async () => {
    serve({});
    await draw(<AccountScreen />);
    await fireEvent.press(screen.getByText('Blocked people'));
    expect(visited).toEqual(['/account/blocked']);
  });

  it('says that nobody is blocked, and how one would be', async () => {
    serveBlocks([]);
    await draw(<BlocksScreen />);
    expect(await screen.findByText('You block nobody')).toBeOnTheScreen();
    expect(screen.getByText(/list of members/)).toBeOnTheScreen();
  });

  it('shows nothing as long as it does not know', async () => {
    serve({ 'GET /me/blocks': silence });
    await draw(<BlocksScreen />);
    expect(screen.queryByText('You block nobody')).toBeNull();
    expect(screen.queryByText(/Nobody was told/)).toBeNull();
  });

  it('offers to try again', async () => {
    serve({ 'GET /me/blocks': offline });
    await draw(<BlocksScreen />);
    await screen.findByRole('button', { name: 'Try again' });
    serveBlocks([block(2, 'Ben Okafor')]);
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Ben Okafor')).toBeOnTheScreen();
  });

  it('tells since when, and whether older photos are hidden too', async () => {
    serveBlocks([block(2, 'Ben Okafor', { hidesAll: true }), block(3, 'Cleo Weiss')]);
    await draw(<BlocksScreen />);
    expect(await screen.findByText(/^Blocked on .*, older photos hidden too$/)).toBeOnTheScreen();
    expect(screen.getByText(/^Blocked on [^,]*$/)).toBeOnTheScreen();
  });

  it('ends a block, and undoes that as it was', async () => {
    serveBlocks([block(2, 'Ben Okafor', { hidesAll: true })]);
    await unblockBen();
    expect(await screen.findByText('Ben Okafor is not blocked any more')).toBeOnTheScreen();
    expect(await screen.findByText('You block nobody')).toBeOnTheScreen();
    await fireEvent.press(screen.getByText('Undo'));
    expect(await screen.findByRole('button', { name: 'Unblock Ben Okafor' })).toBeOnTheScreen();
    expect(asked.find(({ what }) => what.startsWith('PUT'))?.body).toEqual({ hidesAll: true });
  });

  it('says why a block did not end, and keeps it', async () => {
    serveBlocks([block(2, 'Ben Okafor')], () => refuse('overloaded'));
    await unblockBen();
    expect(await screen.findByText(/The server is busy/)).toBeOnTheScreen();
    await waitFor(() => expect(screen.getByRole('button', { name: 'Unblock Ben Okafor' })).toBeEnabled());
  });
});
