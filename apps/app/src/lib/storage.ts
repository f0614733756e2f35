import * as SecureStore from 'expo-secure-store';

/** Reads a small setting; null when there is none. */
export function kept(key: string): string | null {
  return SecureStore.getItem(key);
}

/** Keeps a small setting on this device; null forgets it. On native it lies in the system's keychain. */
export function keep(key: string, value: string | null): void {
  if (value === null) void SecureStore.deleteItemAsync(key);
  else SecureStore.setItem(key, value);
}
