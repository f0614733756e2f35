import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { act } from 'react';
import { draw } from '@/testing/draw';
import { noteMonth } from './feed-place';
import { Scrubber } from './scrubber';

const months = [
  { month: '2026-05', count: 40 },
  { month: '2026-03', count: 1 },
  { month: '2024-12', count: 7 },
];

const drawScrubber = async () => {
  const onJump = jest.fn();
  await draw(<Scrubber months={months} onJump={onJump} />);
  const slider = screen.getByRole('slider', { name: 'Month' });
  const act = (actionName: string) =>
    fireEvent(slider, 'accessibilityAction', { nativeEvent: { actionName } });
  return { onJump, slider, act };
};

describe('the months beside a feed', () => {
  it('tell which one is looked at, and how many photos it holds', async () => {
    const { slider } = await drawScrubber();
    await act(async () => noteMonth('2026-03'));
    expect(slider.props).toMatchObject({ 'aria-valuetext': 'March 2026, 1 photo', 'aria-valuenow': 1 });
  });

  it('are gone to once one is kept to, and not on the way', async () => {
    const { onJump, slider, act: step } = await drawScrubber();
    await act(async () => noteMonth('2026-05'));
    await step('decrement');
    await step('decrement');
    await step('decrement');
    expect(slider.props).toMatchObject({ 'aria-valuetext': 'December 2024, 7 photos', 'aria-valuenow': 0 });
    expect(onJump).not.toHaveBeenCalled();
    await waitFor(() => expect(onJump).toHaveBeenCalledWith('2024-12'));
    expect(onJump).toHaveBeenCalledTimes(1);
    await act(async () => noteMonth('2024-12'));
    await step('increment');
    await waitFor(() => expect(onJump).toHaveBeenLastCalledWith('2026-03'));
  });
});
