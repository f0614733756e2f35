import type { Notice } from './tabs';

const NAME = 'wmory.session';
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME);

/** Runs a task while no other tab of this origin runs one, where the browser has Web Locks. */
export async function exclusive<T>(task: () => Promise<T>): Promise<T> {
  if (typeof navigator === 'undefined' || !navigator.locks) return task();
  return (await navigator.locks.request(NAME, task)) as T;
}

/** Tells the other tabs. */
export const tell = (notice: Notice): void => channel?.postMessage(notice);

/** Listens to the other tabs for as long as the page lives. */
export function hear(listener: (notice: Notice) => void): void {
  channel?.addEventListener('message', (event: MessageEvent<Notice>) => listener(event.data));
}
