import { fireEvent, screen } from '@testing-library/react-native';
import { draw } from '@/testing/draw';
import { MoreButton } from './more-button';

const query = {
  hasNextPage: true,
  isFetchingNextPage: false,
  isFetchNextPageError: false,
  error: null as Error | null,
  fetchNextPage: jest.fn(),
};
const show = (change: Partial<typeof query>) =>
  draw(<MoreButton title="Show older" query={{ ...query, ...change }} />);

beforeEach(() => query.fetchNextPage.mockReset());

describe('the way on in a list', () => {
  it('asks for what comes next', async () => {
    await show({});
    await fireEvent.press(screen.getByRole('button', { name: 'Show older' }));
    expect(query.fetchNextPage).toHaveBeenCalledTimes(1);
  });

  it('says why nothing came, and tries again', async () => {
    await show({ isFetchNextPageError: true, error: new Error('No') });
    expect(screen.getByText('Something went wrong in the app. Try again.')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    expect(query.fetchNextPage).toHaveBeenCalledTimes(1);
  });

  it('is not there at the end', async () => {
    await show({ hasNextPage: false, isFetchNextPageError: true, error: new Error('No') });
    expect(screen.queryByRole('button')).toBeNull();
  });
});
