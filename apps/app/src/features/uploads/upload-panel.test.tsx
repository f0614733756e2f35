import { fireEvent, screen } from '@testing-library/react-native';
import { type FileStatus, type Snapshot, summarise as total } from '@wmory/uploader';
import { photo } from '@/features/media/photo.fixture';
import { draw } from '@/testing/draw';
import { id } from '@/testing/examples';
import { serve } from '@/testing/fake-server';
import { inOrder, statusText } from './status-text';
import { UploadPanel } from './upload-panel';
import { useUploads } from './upload-state';

const file = (number: number, change: Partial<FileStatus> = {}): FileStatus => ({
  id: `file ${number}`,
  groupId: id(100),
  name: `IMG_${number}.jpg`,
  status: 'waiting',
  size: 2_000_000,
  sent: 0,
  photo: null,
  problem: null,
  cause: null,
  film: null,
  ...change,
});
const problem = { type: 'about:blank', title: '', status: 422, code: 'quota-exceeded' } as const;

const show = (files: FileStatus[], change: Partial<Snapshot> = {}) => {
  const snapshot = { files, totals: total(files), paused: null, resting: null, kept: true, ...change };
  useUploads.setState({ snapshot });
};

beforeEach(() => serve({}));

describe('the panel of uploads', () => {
  it('is not there while there is nothing to tell', async () => {
    show([]);
    await draw(<UploadPanel />);
    expect(screen.queryByLabelText('Uploads')).toBeNull();
  });

  it('counts files and what is left of them', async () => {
    show([
      file(1, { status: 'verified', sent: 2_000_000, photo: photo(1) }),
      file(2, { status: 'uploading', sent: 500_000 }),
      file(3),
    ]);
    await draw(<UploadPanel />);
    expect(screen.getByText('Adding 3 photos')).toBeOnTheScreen();
    expect(screen.getByText('1 of 3 · 3.5 MB left')).toBeOnTheScreen();
  });

  it('says that it waits for the network, and for the person', async () => {
    show([file(1)], { paused: 'offline' });
    await draw(<UploadPanel />);
    expect(screen.getByText('You are offline. It goes on by itself.')).toBeOnTheScreen();
  });

  it('gives a receipt once all are safe, and goes away when told', async () => {
    show([1, 2].map((number) => file(number, { status: 'verified', photo: photo(number) })));
    await draw(<UploadPanel />);
    expect(screen.getByText('2 of 2 safe')).toBeOnTheScreen();
    expect(screen.getByRole('button', { name: 'Dismiss' })).toBeOnTheScreen();
  });

  it('says how many need a look, and why in a sentence for each', async () => {
    show([
      file(1, { status: 'verified', photo: photo(1) }),
      file(2, { status: 'refused', problem }),
      file(3, { status: 'failed', cause: 'unreadable' }),
    ]);
    await draw(<UploadPanel />);
    expect(screen.getByText('1 of 3 safe')).toBeOnTheScreen();
    await fireEvent.press(screen.getByRole('button', { name: /Show the files/ }));
    const layout = { x: 0, y: 0, width: 390, height: 192 };
    await fireEvent(screen.getByTestId('files'), 'layout', { nativeEvent: { layout } });
    expect(await screen.findByText("This does not fit into today's upload quota.")).toBeOnTheScreen();
    expect(screen.getByText('The file cannot be read any more. Choose it again.')).toBeOnTheScreen();
    expect(screen.getByRole('button', { name: 'Try IMG_2.jpg again' })).toBeOnTheScreen();
  });
});

describe('what is said of a file', () => {
  const said = (change: Partial<FileStatus>) => statusText(file(1, change), id(1)).text;
  it('is where it is', () => {
    expect(said({ status: 'hashing' })).toBe('Reading the file');
    expect(said({ status: 'uploading', sent: 1_000_000 })).toBe('1 MB of 2 MB');
    expect(said({ status: 'uploading', sent: 2_000_000 })).toBe('Finishing');
  });

  it('tells whose the picture is that was here already', () => {
    const bens = photo(1, { uploader: { id: id(2), name: 'Ben' } });
    expect(said({ status: 'duplicate', photo: bens })).toBe('Already here, from Ben');
    expect(said({ status: 'duplicate', photo: photo(1) })).toBe('Already here, from you');
  });

  it('comes in the order of what needs a look', () => {
    const list = [file(1, { status: 'verified' }), file(2), file(3, { status: 'failed' })];
    expect(inOrder(list).map(({ name }) => name)).toEqual(['IMG_3.jpg', 'IMG_2.jpg', 'IMG_1.jpg']);
  });
});
