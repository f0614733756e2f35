import { createFakeService, type FakeOptions } from './fake-service.ts';
import { hashChunks } from './hash-chunks.ts';
import { createManualTimer } from './manual-timer.ts';
import type { Hash, UploadSource } from './ports.ts';
import { createUploader, type UploaderOptions } from './uploader.ts';

export const groupId = '0198c0de-0000-7000-8000-000000000001';

/** A picture whose content is its handle. */
export function sourceOf(
  id: string,
  content = `content of ${id}`,
  change: Partial<UploadSource<string>> = {},
) {
  const source: UploadSource<string> = {
    id,
    groupId,
    name: `${id}.jpg`,
    mimeType: 'image/jpeg',
    size: content.length,
    handle: content,
  };
  return { ...source, ...change };
}

/** A live photo: a still, and the film that is of it. */
export const pairOf = (id: string, still = `still ${id}`, film = `film ${id}`): UploadSource<string>[] => [
  sourceOf(id, still),
  sourceOf(`${id}-film`, film, { name: `${id}.mov`, mimeType: 'video/quicktime', filmOf: id }),
];

export const sourcesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => sourceOf(`file-${index}`));

const hashText: Hash<string> = ({ handle }, signal, { start, size } = { start: 0, size: handle.length }) =>
  hashChunks([new TextEncoder().encode(handle.slice(start, start + size))], signal);

/** For tests: the engine over the fake service, with time turned by hand. */
export function createScene(
  fake: Omit<FakeOptions, 'timer'> = {},
  options: Partial<UploaderOptions<string>> = {},
) {
  const timer = createManualTimer();
  const service = createFakeService({ timer, ...fake });
  const uploader = createUploader<string>({
    calls: service.calls,
    hash: hashText,
    put: service.put,
    timer,
    backoff: { random: () => 0.5 },
    ...options,
  });
  const finish = () => timer.run(uploader.settled());
  const statuses = () => uploader.getSnapshot().files.map(({ status }) => status);
  return { timer, service, uploader, finish, statuses };
}
