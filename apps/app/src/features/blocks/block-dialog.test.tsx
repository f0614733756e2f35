import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { groupKeys } from '@/features/groups/queries';
import { mediaKeys } from '@/features/media/feed-cache';
import { wholeFeed } from '@/features/media/feed-source';
import { queryClient } from '@/lib/query-client';
import { draw } from '@/testing/draw';
import { block, id } from '@/testing/examples';
import { answer, asked, refuse, serve } from '@/testing/fake-server';
import { BlockDialog } from './block-dialog';

const path = `PUT /me/blocks/${id(2)}`;
const open = async (routes: Parameters<typeof serve>[0]) => {
  serve(routes);
  const close = jest.fn();
  await draw(<BlockDialog person={{ id: id(2), name: 'Ben Okafor' }} onClose={close} />);
  expect(screen.getByText('Block Ben Okafor?')).toBeOnTheScreen();
  expect(screen.getByText(/Ben Okafor is not told/)).toBeOnTheScreen();
  return close;
};
const press = () => fireEvent.press(screen.getByRole('button', { name: 'Block' }));

describe('the dialog to block somebody', () => {
  it('hides what is new alone, unless more is wanted', async () => {
    const close = await open({ [path]: () => answer(block(2, 'Ben Okafor')) });
    expect(screen.getByRole('checkbox', { name: /Also hide everything/ })).not.toBeChecked();
    await press();
    expect(await screen.findByText('Ben Okafor is blocked')).toBeOnTheScreen();
    expect(asked[0]?.body).toEqual({ hidesAll: false });
    await waitFor(() => expect(close).toHaveBeenCalled());
  });

  it('hides everything of theirs if asked to', async () => {
    const close = await open({ [path]: () => answer(block(2, 'Ben Okafor', { hidesAll: true })) });
    await fireEvent.press(screen.getByRole('checkbox', { name: /Also hide everything/ }));
    expect(screen.getByRole('checkbox', { name: /Also hide everything/ })).toBeChecked();
    await press();
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(asked[0]?.body).toEqual({ hidesAll: true });
  });

  it('has feeds begin anew, and groups and members asked for again', async () => {
    const close = await open({ [path]: () => answer(block(2, 'Ben Okafor')) });
    queryClient.setQueryData(mediaKeys.feed(id(100), wholeFeed('taken')), { photos: [] });
    queryClient.setQueryData(groupKeys.members(id(100)), { members: [] });
    await press();
    await waitFor(() => expect(close).toHaveBeenCalled());
    expect(queryClient.getQueryData(mediaKeys.feed(id(100), wholeFeed('taken')))).toBeUndefined();
    expect(queryClient.getQueryState(groupKeys.members(id(100)))?.isInvalidated).toBe(true);
  });

  it('says why not, and stays', async () => {
    const close = await open({ [path]: () => refuse('not-found') });
    await press();
    expect(await screen.findByText(/not here any more/)).toBeOnTheScreen();
    expect(close).not.toHaveBeenCalled();
  });
});
