import { useEffect } from 'react';

/** Milliseconds after which a page counts as shown that did not say so. */
const PATIENCE = 6000;

let settle: () => void = () => {};
const shown = new Promise<void>((resolve) => {
  settle = resolve;
});

/** Says that a page is there with all that it is opened for. */
export const noteShown = (): void => settle();

/** `noteShown` as soon as that is so, for components. */
export function useShown(isShown: boolean): void {
  useEffect(() => {
    if (isShown) noteShown();
  }, [isShown]);
}

/** Resolves when the page that the app was opened with has shown: the time for all that can wait. */
export function afterFirstPage(): Promise<void> {
  setTimeout(settle, PATIENCE);
  return shown;
}
