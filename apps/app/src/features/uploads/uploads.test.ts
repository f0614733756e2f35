import type { Me } from '@wmory/contract';
import { useSession } from '@/lib/session';
import { useUploads } from './upload-state';
import { startUploads } from './uploads';

let mockTell: (online: boolean) => void = () => {};
jest.mock('./connection', () => ({
  watchConnection(listener: (online: boolean) => void) {
    mockTell = listener;
    return () => {};
  },
  guardLeaving: () => () => {},
}));

const paused = async () => {
  await Promise.resolve();
  return useUploads.getState().snapshot.paused;
};

test('what waits for a network does not go on because the account is known anew', async () => {
  startUploads('ada');
  mockTell(false);
  expect(await paused()).toBe('offline');
  useSession.setState({ state: { status: 'in', me: { id: 'ada' } as Me } });
  expect(await paused()).toBe('offline');
  mockTell(true);
  expect(await paused()).toBeNull();
});
