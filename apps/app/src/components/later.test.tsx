import { fireEvent, screen, waitFor } from '@testing-library/react-native';
import { Text } from 'react-native';
import * as afreshModule from '@/lib/start-afresh';
import { draw } from '@/testing/draw';
import { laterDialog, laterPage } from './later';

const Page = ({ name }: { name: string }) => <Text>Photos of {name}</Text>;
const Dialog = ({ open = true }: { open?: boolean; onClose: () => void }) =>
  open ? <Text>Really?</Text> : null;
const sentence = /did not answer/;

describe('a page in a script of its own', () => {
  it('is drawn with what it is given as soon as it is there, and at once the next time', async () => {
    const load = jest.fn(async () => Page);
    const Later = laterPage(load);
    const first = await draw(<Later name="Ada" />);
    await screen.findByText('Photos of Ada');
    await first.unmount();
    await draw(<Later name="Ben" />);
    expect(screen.getByText('Photos of Ben')).toBeTruthy();
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('says so when its script does not come, and tries again when asked to', async () => {
    const load = jest.fn<Promise<typeof Page>, []>().mockRejectedValueOnce(new Error('Loading failed'));
    load.mockResolvedValue(Page);
    const Later = laterPage(load);
    await draw(<Later name="Ada" />);
    await screen.findByText(sentence);
    await fireEvent.press(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Photos of Ada');
    expect(screen.queryByText(sentence)).toBeNull();
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('loads the app anew when its script does not come a second time though the server answers', async () => {
    const load = jest.fn<Promise<typeof Page>, []>().mockRejectedValue(new Error('Loading failed'));
    const afresh = jest.spyOn(afreshModule, 'startAfresh').mockImplementation(() => {});
    const Later = laterPage(load);
    await draw(<Later name="Ada" />);
    await fireEvent.press(await screen.findByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(load).toHaveBeenCalledTimes(2));
    expect(afresh).not.toHaveBeenCalled();
    await fireEvent.press(await screen.findByRole('button', { name: 'Try again' }));
    expect(afresh).toHaveBeenCalledTimes(1);
    afresh.mockRestore();
  });
});

describe('a dialog in a script of its own', () => {
  it('asks for its script when it is first opened', async () => {
    const load = jest.fn(async () => Dialog);
    const Later = laterDialog(load);
    const drawn = await draw(<Later open={false} onClose={jest.fn()} />);
    expect(load).not.toHaveBeenCalled();
    await drawn.unmount();
    await draw(<Later open onClose={jest.fn()} />);
    await screen.findByText('Really?');
  });

  it('says so and closes when its script does not come, and asks again when opened again', async () => {
    const load = jest.fn<Promise<typeof Dialog>, []>().mockRejectedValueOnce(new Error('Loading failed'));
    load.mockResolvedValue(Dialog);
    const Later = laterDialog(load);
    const close = jest.fn();
    const drawn = await draw(<Later open onClose={close} />);
    await screen.findByText(sentence);
    expect(close).toHaveBeenCalledTimes(1);
    await drawn.unmount();
    await draw(<Later open onClose={close} />);
    await screen.findByText('Really?');
  });
});
