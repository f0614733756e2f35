import { act, fireEvent, screen } from '@testing-library/react-native';
import { useState } from 'react';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { Avatar } from './avatar';

jest.mock('./picture', () => {
  const { Text } = jest.requireActual<typeof import('react-native')>('react-native');
  return {
    Picture: ({ url, onError }: { url: string; onError: () => void }) => <Text onPress={onError}>{url}</Text>,
  };
});

const first = 'https://store.example/media/avatars/1/thumb?expires=1';
const again = 'https://store.example/media/avatars/1/thumb?expires=2';
const other = 'https://store.example/media/avatars/2/thumb?expires=2';

const hidden = { includeHiddenElements: true };
const initials = () => screen.getByText('AB', hidden);
const pictures = () => screen.queryAllByText(/^https:/, hidden).map(({ props }) => props['children']);

describe('a person', () => {
  it('is seen by their initials where there is no picture', async () => {
    await draw(<Avatar name="Anna Berg" id={id(1)} url={null} />);
    initials();
    expect(pictures()).toEqual([]);
  });

  it('is seen by a picture over their initials, which are what stays where it cannot be read', async () => {
    const onBroken = jest.fn();
    await draw(<Avatar name="Anna Berg" id={id(1)} url={first} onBroken={onBroken} />);
    initials();
    expect(pictures()).toEqual([first]);
    await fireEvent.press(screen.getByText(first, hidden));
    expect(pictures()).toEqual([]);
    expect(onBroken).toHaveBeenCalledTimes(1);
    initials();
  });

  it('keeps an address that works when it is signed anew, but not the picture before', async () => {
    let show = (_: string) => {};
    function Changing() {
      const [url, setUrl] = useState(first);
      show = setUrl;
      return <Avatar name="Anna Berg" id={id(1)} url={url} />;
    }
    await draw(<Changing />);
    await act(async () => show(again));
    expect(pictures()).toEqual([first]);
    await act(async () => show(other));
    expect(pictures()).toEqual([other]);
  });
});
