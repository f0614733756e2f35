import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import type { Exit } from '@wmory/contract';
import { formatDay } from '@/lib/format';
import { draw } from '@/testing/draw';
import { group, id } from '@/testing/examples';
import { answer, asked, serve } from '@/testing/fake-server';
import { GroupNotices } from './group-notices';
import { LeftGroups } from './left-groups';

const exit = (change: Partial<Exit> = {}): Exit => ({
  groupId: id(100),
  groupName: 'Summer in Lisbon',
  leftAt: '2026-05-01T10:00:00.000Z',
  removed: false,
  terms: 'go',
  choices: ['stay', 'go', 'give'],
  endsAt: new Date(Date.now() + 5.2 * 86_400_000).toISOString(),
  photoCount: 12,
  ...change,
});

describe('groups that one has left', () => {
  it('say when photos go, and let one change that', async () => {
    serve({
      'GET /me/exits': () => answer({ exits: [exit()] }),
      [`PATCH /me/exits/${id(100)}`]: () => answer(exit({ terms: 'stay' })),
    });
    await draw(<LeftGroups />);
    expect(await screen.findByText('You left Summer in Lisbon')).toBeOnTheScreen();
    expect(screen.getByText('Your photos are deleted in 5 days')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: /^Change what becomes of your photos/ }));
    await fireEvent.press(screen.getByRole('radio', { name: /They stay/ }));
    await fireEvent.press(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Your choice is saved')).toBeOnTheScreen();
    await waitFor(() =>
      expect(asked.find(({ what }) => what.startsWith('PATCH'))?.body).toEqual({ terms: 'stay' }),
    );
  });

  it('leave out those where there is nothing to decide about, and offer no choice where there is one', async () => {
    const removed = exit({ groupId: id(101), groupName: 'Chess club', removed: true, choices: ['go'] });
    serve({ 'GET /me/exits': () => answer({ exits: [exit({ photoCount: 0 }), removed] }) });
    await draw(<LeftGroups />);
    expect(await screen.findByText('You were taken out of Chess club')).toBeOnTheScreen();
    expect(screen.queryByText(/Lisbon/)).toBeNull();
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('notices above the photos', () => {
  it('say whose photos go, and when', async () => {
    const photosGoAt = '2031-06-03T10:00:00.000Z';
    const departures = [
      { person: { id: id(2), name: 'Ben' }, photoCount: 12, photosGoAt },
      { person: { id: id(3), name: 'Cleo' }, photoCount: 0, photosGoAt },
    ];
    serve({});
    await draw(<GroupNotices group={group({ departures })} />);
    expect(
      screen.getByText(
        `Ben takes 12 photos along. They go on ${formatDay(photosGoAt)}. Save those that you want to keep until then.`,
      ),
    ).toBeOnTheScreen();
    expect(screen.queryByText(/Cleo/)).toBeNull();
  });

  it('say to those who see their own photos alone that this is a drop box', async () => {
    const rules = { ...group().rules, photos: 'drop-box' } as const;
    const abilities = { ...group().abilities, moderate: false };
    serve({});
    await draw(<GroupNotices group={group({ rules, abilities })} />);
    expect(screen.getByText(/only you and the admins see what you add/)).toBeOnTheScreen();
  });
});
