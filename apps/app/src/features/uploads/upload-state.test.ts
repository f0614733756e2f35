import { type FileStatus, summarise } from '@wmory/uploader';
import { photo } from '@/features/media/photo.fixture';
import { nothing, onArrival, showUploads } from './upload-state';

const show = (change: Partial<FileStatus>) => {
  const file: FileStatus = {
    id: 'a',
    groupId: 'group',
    name: 'IMG_1.HEIC',
    status: 'uploading',
    size: 10,
    sent: 0,
    photo: null,
    problem: null,
    cause: null,
    film: 'b',
    ...change,
  };
  showUploads({ ...nothing, files: [file], totals: summarise([file]) });
};

test('a live photo is shown once its still is there, and again with its film', () => {
  const shown: string[][] = [];
  const stop = onArrival((_, photos) => shown.push(photos.map(({ id }) => id)));
  const [still, whole] = [photo(1), photo(1)];
  show({});
  show({ photo: still });
  show({ photo: still, sent: 8 });
  show({ photo: whole, status: 'verified' });
  show({ photo: whole, status: 'verified' });
  stop();
  expect(shown).toEqual([[still.id], [still.id]]);
});

test('what was there already is no arrival', () => {
  const shown: string[] = [];
  const stop = onArrival((groupId) => shown.push(groupId));
  show({ photo: photo(2), status: 'duplicate' });
  stop();
  expect(shown).toEqual([]);
});
