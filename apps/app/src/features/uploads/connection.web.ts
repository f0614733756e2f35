/** Calls back when the network comes and goes, as far as the browser knows; the answer stops it. */
export function watchConnection(listener: (online: boolean) => void): () => void {
  const tell = () => listener(navigator.onLine);
  window.addEventListener('online', tell);
  window.addEventListener('offline', tell);
  if (!navigator.onLine) tell();
  return () => {
    window.removeEventListener('online', tell);
    window.removeEventListener('offline', tell);
  };
}

/** Has the browser ask before the page is left, for as long as `risky` says so; the answer stops it. */
export function guardLeaving(risky: () => boolean): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (risky()) event.preventDefault();
  };
  window.addEventListener('beforeunload', ask);
  return () => window.removeEventListener('beforeunload', ask);
}
