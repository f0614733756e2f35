import * as ImagePicker from 'expo-image-picker';
import { pickPhotos } from './pick';

jest.mock('expo-file-system', () => ({
  File: class {
    name = 'name';
    size = 1;
  },
}));
jest.mock('expo-image-picker', () => ({
  ...jest.requireActual('expo-image-picker'),
  launchImageLibraryAsync: jest.fn(),
}));

const asset = (fileName: string, change: object = {}) => ({
  uri: `file:///cache/${fileName}`,
  fileName,
  fileSize: 5,
  mimeType: '',
  width: 1,
  height: 1,
  ...change,
});

test('a live photo of the library comes with its film', async () => {
  const launch = jest.mocked(ImagePicker.launchImageLibraryAsync);
  const film = asset('IMG_1.MOV', { type: 'pairedVideo' });
  launch.mockResolvedValue({
    canceled: false,
    assets: [asset('IMG_1.HEIC', { type: 'livePhoto', pairedVideoAsset: film }), asset('IMG_2.JPG')],
  } as ImagePicker.ImagePickerResult);
  const picked = await pickPhotos();
  expect(launch.mock.calls[0]?.[0]?.mediaTypes).toContain('livePhotos');
  expect(picked.map(({ name, mimeType, handle }) => [name, mimeType, handle.uri])).toEqual([
    ['IMG_1.HEIC', 'image/heic', 'file:///cache/IMG_1.HEIC'],
    ['IMG_2.JPG', 'image/jpeg', 'file:///cache/IMG_2.JPG'],
  ]);
  expect(picked.map(({ film: one }) => one && [one.name, one.mimeType, one.handle.uri])).toEqual([
    ['IMG_1.MOV', 'video/quicktime', 'file:///cache/IMG_1.MOV'],
    undefined,
  ]);
});
