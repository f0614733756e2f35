import { act, fireEvent, screen, waitFor } from '@testing-library/react-native';
import { groupKeys } from '@/features/groups/queries';
import { queryClient } from '@/lib/query-client';
import { draw } from '@/testing/draw';
import { group, id, member } from '@/testing/examples';
import { address, visited } from '@/testing/fake-router';
import { answer, asked, offline, refuse, serve, silence } from '@/testing/fake-server';
import { GroupFeed } from './group-feed';
import { photo } from './photo.fixture';
import { clearSelection } from './selection';

const SEEN = `POST /groups/${id(100)}/seen`;
const PHOTOS = `GET /groups/${id(100)}/photos`;
const page = (photos: ReturnType<typeof photo>[]) => () =>
  answer({ photos, nextCursor: null, newerCursor: null });
const abilities = { ...group().abilities, upload: false };

const layOut = async (testId: string) =>
  fireEvent(await screen.findByTestId(testId), 'layout', {
    nativeEvent: { layout: { x: 0, y: 0, width: 390, height: 700 } },
  });

/** Draws the feed and tells it how large it is. */
async function drawFeed(feed = <GroupFeed group={group()} />) {
  await draw(feed);
  await layOut('feed');
}

/** The feed with photos, of which those on the screen are drawn. */
async function drawFullFeed() {
  await drawFeed();
  await layOut('photos');
}

afterEach(async () => {
  address.params = {};
  await act(async () => {
    clearSelection();
    queryClient.clear();
  });
});

describe('the feed of a group', () => {
  it('shows that it is loading', async () => {
    serve({ [PHOTOS]: silence });
    await drawFeed();
    expect(screen.getByLabelText('Loading photos')).toBeOnTheScreen();
  });

  it('invites to add the first photo', async () => {
    serve({ [PHOTOS]: page([]) });
    await drawFeed();
    expect(await screen.findByText('The first photo is yours')).toBeOnTheScreen();
    expect(screen.getByRole('button', { name: 'Add photos' })).toBeEnabled();
  });

  it('tells those who may only look to wait', async () => {
    serve({ [PHOTOS]: page([]) });
    await drawFeed(<GroupFeed group={group({ role: 'viewer', abilities })} />);
    expect(await screen.findByText('As soon as somebody adds photos, they show up here.')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: 'Add photos' })).toBeNull();
  });

  it('says why it could not load, and tries again', async () => {
    let reachable = false;
    serve({ [PHOTOS]: (body) => (reachable ? page([])() : offline(body)) });
    await drawFeed();
    const retry = await screen.findByRole('button', { name: 'Try again' }, { timeout: 4000 });
    reachable = true;
    await fireEvent.press(retry);
    expect(await screen.findByText('The first photo is yours')).toBeOnTheScreen();
  });

  it('shows photos by day, each with who took it, and opens them', async () => {
    const mine = photo(1, { caption: 'At the river' });
    const bens = photo(2, { uploader: { id: id(2), name: 'Ben' }, takenAt: '2026-05-02T09:00:00.000Z' });
    serve({ [PHOTOS]: page([mine, bens]) });
    await drawFullFeed();
    await fireEvent.press(await screen.findByRole('button', { name: /^At the river\. Anna, / }));
    expect(visited).toEqual([
      { pathname: '/groups/[groupId]/photos/[photoId]', params: { groupId: id(100), photoId: id(1) } },
    ]);
    expect(screen.getByRole('button', { name: /^Ben, / })).toBeOnTheScreen();
  });

  it('tells of what is being prepared, and why something cannot be shown', async () => {
    const unready = { width: null, height: null, urls: null, thumbhash: null };
    serve({
      [PHOTOS]: page([
        photo(1, { ...unready, state: 'processing' }),
        photo(2, { ...unready, state: 'failed', failure: 'corrupt' }),
      ]),
    });
    await drawFullFeed();
    expect(await screen.findByRole('button', { name: /being prepared/ })).toBeOnTheScreen();
    expect(screen.getByText('The file is damaged and cannot be read.')).toBeOnTheScreen();
  });

  it('selects by a long press, deletes all that is selected, and takes it back', async () => {
    const photos = [photo(1), photo(2)];
    const trashed: unknown[] = [];
    serve({
      [PHOTOS]: page(photos),
      [`POST /groups/${id(100)}/photos/trash`]: (body) => {
        trashed.push(body);
        return answer({ photoIds: [id(1), id(2)] });
      },
      [`POST /groups/${id(100)}/trash/restore`]: () => answer({ photoIds: [id(1), id(2)] }),
    });
    await drawFullFeed();
    const [first] = await screen.findAllByRole('button', { name: /^Anna, / });
    if (!first) throw new Error('There is no photo');
    await fireEvent(first, 'longPress');
    expect(screen.getByText('1 selected')).toBeOnTheScreen();
    const [, second] = screen.getAllByRole('checkbox', { name: /^Anna, / });
    if (!second) throw new Error('There is no second photo');
    await fireEvent.press(second);
    await fireEvent.press(screen.getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('2 photos moved to the trash')).toBeOnTheScreen();
    expect(screen.queryByRole('button', { name: /^Anna, / })).toBeNull();
    expect(trashed).toEqual([{ photoIds: [id(1), id(2)] }]);
    await fireEvent.press(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('2 photos restored')).toBeOnTheScreen();
    await layOut('photos');
    expect(screen.getAllByRole('button', { name: /^Anna, / })).toHaveLength(2);
  });

  it('says what is new, leads to it, and tells the server that it was seen', async () => {
    const seenAt = '2026-06-01T10:00:00.000Z';
    const addedAt = '2026-06-02T10:00:00.000Z';
    const bens = photo(2, { uploader: { id: id(2), name: 'Ben' }, addedAt });
    serve({ [PHOTOS]: page([bens]), [SEEN]: () => answer(null, 204) });
    await drawFeed(<GroupFeed group={group({ newCount: 12, seenAt })} />);
    await fireEvent.press(await screen.findByRole('button', { name: '12 new' }));
    expect(visited).toEqual([{ pathname: '/groups/[groupId]', params: { groupId: id(100), since: seenAt } }]);
    await waitFor(() => expect(asked).toContainEqual({ what: SEEN, body: { through: addedAt } }));
    expect(asked.filter(({ what }) => what === SEEN)).toHaveLength(1);
  });

  it('hears what is new before it says that it was seen, where what was kept of the group is older', async () => {
    const [seenAt, addedAt] = ['2026-05-01T00:00:00.000Z', '2026-05-04T09:00:00.000Z'];
    const GROUP = `GET /groups/${id(100)}`;
    let isSeen = false;
    serve({
      [PHOTOS]: page([photo(1, { uploader: { id: id(2), name: 'Ben' }, addedAt })]),
      [GROUP]: () => answer(group({ newCount: isSeen ? 0 : 3, seenAt: isSeen ? addedAt : seenAt })),
      [SEEN]: () => {
        isSeen = true;
        return answer(null, 204);
      },
    });
    await drawFeed(<GroupFeed group={group({ newCount: 0, seenAt })} />);
    await layOut('photos');
    // The next look at a feed that is there finds what was added.
    await act(() => queryClient.refetchQueries({ queryKey: groupKeys.media(id(100)) }));
    expect(await screen.findByRole('button', { name: '3 new' })).toBeOnTheScreen();
    await waitFor(() => expect(asked).toContainEqual({ what: SEEN, body: { through: addedAt } }));
    const calls = asked.map(({ what }) => what).filter((what) => [GROUP, SEEN].includes(what));
    expect(calls).toEqual([GROUP, SEEN]);
  });

  it('says nothing of what was seen where nothing is new', async () => {
    serve({ [PHOTOS]: page([photo(1)]), [SEEN]: () => refuse('not-found') });
    await drawFeed(<GroupFeed group={group({ id: id(100), newCount: 0 })} />);
    await layOut('photos');
    expect(asked.filter(({ what }) => what === SEEN)).toEqual([]);
  });

  it('tells that nothing of somebody is there, and leads back to all', async () => {
    address.params = { by: id(2) };
    serve({
      [PHOTOS]: page([]),
      [`GET /groups/${id(100)}/members`]: () => answer({ members: [member(2, 'Ben')] }),
    });
    await drawFeed();
    expect(await screen.findByText('Nothing of Ben’s here yet')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Show everything' }));
    expect(visited).toEqual([{ pathname: '/groups/[groupId]', params: { groupId: id(100) } }]);
  });

  it('takes an address that cannot be for that of all photos', async () => {
    address.params = { by: 'Ben', since: 'yesterday' };
    serve({ [PHOTOS]: page([]) });
    await drawFeed();
    expect(await screen.findByText('The first photo is yours')).toBeOnTheScreen();
  });
});
