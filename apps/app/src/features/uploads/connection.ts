import { AppState } from 'react-native';

/** Native systems tell of the network by failing; coming back to the app is when to try again. */
export function watchConnection(listener: (online: boolean) => void): () => void {
  const watching = AppState.addEventListener('change', (state) => {
    if (state === 'active') listener(true);
  });
  return () => watching.remove();
}

/** An app is not left the way a page is. */
export function guardLeaving(_risky: () => boolean): () => void {
  return () => {};
}
