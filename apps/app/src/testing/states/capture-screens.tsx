import { fireEvent, screen } from '@testing-library/react-native';
import { type FileStatus, type Snapshot, summarise } from '@wmory/uploader';
import { photo } from '@/features/media/photo.fixture';
import { UploadPanel } from '@/features/uploads/upload-panel';
import { useUploads } from '@/features/uploads/upload-state';
import { id } from '../examples';
import { device } from './fake-camera';
import type { ScreenStates } from './screen-states';

const lend = (state: Partial<typeof device>) => () =>
  void Object.assign(device, { granted: true, starts: true, broken: false, ...state });

export const camera: ScreenStates = {
  name: 'the camera',
  around: 'group',
  asks: [],
  answers: {},
  set: lend({}),
  empty: {
    set: lend({ granted: false }),
    sees: [
      'No access to the camera',
      { role: 'button', name: 'Open settings' },
      { role: 'button', name: 'Choose photos' },
    ],
  },
  loading: {
    set: lend({ starts: false }),
    sees: [{ role: 'progressbar', name: 'Starting the camera', busy: true }],
  },
  error: {
    set: lend({ broken: true }),
    sees: ['The camera is in use', { role: 'button', name: 'Try again' }],
  },
  // What is taken waits in the uploads for a network.
  offline: { sees: [{ role: 'button', name: 'Take a photo' }] },
  full: { sees: [{ role: 'button', name: 'Take a photo' }] },
};

export const scan: ScreenStates = {
  ...camera,
  name: 'the scanner of invites',
  empty: {
    set: lend({ granted: false }),
    sees: [
      'No access to the camera',
      { role: 'button', name: 'Open settings' },
      { role: 'button', name: 'Choose a picture instead' },
    ],
  },
  offline: { sees: ['Hold the QR code of an invite in front of the camera.'] },
  full: { sees: ['Hold the QR code of an invite in front of the camera.'] },
};

const file = (number: number, change: Partial<FileStatus>): FileStatus => ({
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
const queue =
  (files: FileStatus[], paused: Snapshot['paused'] = null) =>
  () =>
    useUploads.setState({
      snapshot: { files, totals: summarise(files), paused, resting: null, kept: true },
    });
const safe = file(1, { status: 'verified', sent: 2_000_000, photo: photo(1) });
const showFiles = async () => {
  await fireEvent.press(screen.getByRole('button', { name: /Show the files/ }));
  await fireEvent(screen.getByTestId('files'), 'layout', {
    nativeEvent: { layout: { x: 0, y: 0, width: 390, height: 192 } },
  });
};

export const uploads: ScreenStates = {
  name: 'the uploads',
  draws: () => <UploadPanel />,
  asks: [],
  answers: {},
  empty: { set: queue([]), sees: [], lacks: [{ role: 'button', name: /Show the files/ }] },
  loading: {
    set: queue([safe, file(2, { status: 'uploading', sent: 500_000 })]),
    sees: ['Adding 2 photos', '1 of 2 · 1.5 MB left', { role: 'progressbar', name: 'Adding 2 photos' }],
  },
  error: {
    set: queue([safe, file(2, { status: 'failed', cause: 'unreachable' })]),
    does: showFiles,
    sees: [
      '1 of 2 safe',
      'The server could not be reached. Try again.',
      { role: 'button', name: 'Try IMG_2.jpg again' },
      { role: 'button', name: 'Try all again' },
    ],
  },
  offline: { set: queue([file(1, {})], 'offline'), sees: ['You are offline. It goes on by itself.'] },
  full: { set: queue([safe]), sees: ['1 of 1 safe', { role: 'button', name: 'Dismiss' }] },
};
