/** Reads a small plain setting; null when there is none, or when the browser keeps nothing. */
export function kept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Keeps a small plain setting on this device; null forgets it. No secrets. */
export function keep(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage is off or full: the setting lasts until the page is left.
  }
}
