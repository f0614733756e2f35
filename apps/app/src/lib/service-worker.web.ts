const container = (): ServiceWorkerContainer | null =>
  typeof navigator !== 'undefined' && 'serviceWorker' in navigator ? navigator.serviceWorker : null;

/** Lets the app open without a network from now on. Does nothing while developing: the worker is part of a build. */
export function startServiceWorker(): void {
  if (__DEV__) return;
  const workers = container();
  // Without one, the app works as long as there is a network.
  void workers?.register('/sw.js').catch(() => {});
  if (workers && !workers.controller)
    workers.addEventListener('controllerchange', () => workers.controller?.postMessage(shownSoFar()), {
      once: true,
    });
}

/** The pictures of a first visit, which the worker did not see go by. */
function shownSoFar(): { keep: string[] } {
  const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return { keep: files.filter(({ initiatorType }) => initiatorType === 'img').map(({ name }) => name) };
}

/**
 * Forgets the pictures that were kept: all, or those of a group. Resolves once they are gone and none that is
 * under way will be kept.
 */
export async function forgetPictures(groupId = ''): Promise<void> {
  performance.clearResourceTimings();
  const worker = container()?.controller;
  if (worker) {
    const { port1, port2 } = new MessageChannel();
    await new Promise<void>((resolve) => {
      port1.onmessage = () => resolve();
      worker.postMessage({ forget: groupId }, [port2]);
    });
  } else if (groupId === '' && typeof caches !== 'undefined') {
    await caches.delete('wmory.pictures');
  }
}
