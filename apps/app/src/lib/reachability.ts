import { useSyncExternalStore } from 'react';

type Listener = (reachable: boolean) => void;
const listeners = new Set<Listener>();
let reachable = true;

/** Called with what each request shows: whether the server answered at all. */
export function noteReachable(next: boolean): void {
  if (next === reachable) return;
  reachable = next;
  for (const listener of listeners) listener(next);
}

/** Calls back at each change; the answer stops it. */
export function onReachable(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server answered the last time it was asked. */
export const isReachable = (): boolean => reachable;

/** `isReachable`, for components. */
export const useReachable = (): boolean =>
  useSyncExternalStore(
    onReachable,
    () => reachable,
    () => true,
  );
