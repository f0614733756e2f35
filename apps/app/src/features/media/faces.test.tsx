import { screen } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { group, id, member } from '@/testing/examples';
import { answer, serve } from '@/testing/fake-server';
import { FilterBar } from './feed-filters';
import { noFilter } from './feed-source';
import { photo } from './photo.fixture';
import { PhotoFacts } from './viewer/photo-facts';

jest.mock('@/components/picture', () => {
  const { Text } = jest.requireActual<typeof import('react-native')>('react-native');
  return { Picture: ({ url }: { url: string }) => <Text>{url}</Text> };
});

const face = 'https://store.example/media/avatars/2/thumb?expires=1';
const ben = { id: id(2), name: 'Ben Okafor' };
const hidden = { includeHiddenElements: true };

beforeEach(() =>
  serve({
    [`GET /groups/${id(100)}/members`]: () =>
      answer({ members: [member(1, 'Anna Berg'), member(2, ben.name, { avatarUrl: face })] }),
  }),
);

describe('the picture of a person', () => {
  it('is seen beside what they added', async () => {
    await draw(<PhotoFacts photo={photo(1, { uploader: ben })} />);
    expect(await screen.findByText(face, hidden)).toBeTruthy();
    expect(screen.getByText('Added by Ben Okafor')).toBeOnTheScreen();
  });

  it('is not that of somebody else', async () => {
    await draw(<PhotoFacts photo={photo(1, { uploader: { id: id(3), name: 'Cleo' } })} />);
    expect(await screen.findByText('Added by Cleo')).toBeOnTheScreen();
    expect(screen.queryByText(face, hidden)).toBeNull();
  });

  it('is seen where their photos alone are shown', async () => {
    await draw(<FilterBar group={group()} filter={{ ...noFilter, uploaderId: ben.id }} name={ben.name} />);
    expect(await screen.findByText(face, hidden)).toBeTruthy();
  });
});
