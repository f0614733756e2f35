import type { Photo } from '@wmory/contract';
import { anna, id } from '@/testing/examples';

/** A photo of Anna's that is ready; with what differs. */
export const photo = (number: number, change: Partial<Photo> = {}): Photo => ({
  id: id(number),
  groupId: id(100),
  kind: 'image',
  state: 'ready',
  failure: null,
  uploader: { id: anna.id, name: 'Anna' },
  caption: '',
  width: 4000,
  height: 3000,
  takenAt: '2026-05-03T14:05:00.000Z',
  takenAtOffset: 120,
  addedAt: '2026-05-04T09:00:00.000Z',
  trashedAt: null,
  hidden: null,
  leavesAt: null,
  duration: null,
  camera: 'Fairphone 5',
  location: null,
  thumbhash: null,
  originals: [{ part: 'still', name: `IMG_${number}.jpg`, mimeType: 'image/jpeg', size: 3_100_000 }],
  urls: { thumb: `/store/${number}/thumb`, preview: `/store/${number}/preview` },
  abilities: { edit: true, trash: true, download: true, report: false },
  ...change,
});
