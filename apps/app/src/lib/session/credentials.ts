import * as SecureStore from 'expo-secure-store';
import { serverOrigin } from '../server';

// Under the server's name: a token never travels to another one.
const key = () => `wmory.refresh.${serverOrigin().replace(/[^a-z0-9.-]/gi, '_')}`;

/** How the refresh token travels from this platform: in the body, kept in the system's keychain. */
export const transport: 'cookie' | 'bearer' = 'bearer';
export const headers: Record<string, string> = {};

/** Whether there may be a session to take up again. */
export const mayHaveSession = async (): Promise<boolean> => (await SecureStore.getItemAsync(key())) !== null;

/** The body of `refreshSession`. */
export async function refreshBody(): Promise<{ refreshToken?: string }> {
  const refreshToken = await SecureStore.getItemAsync(key());
  return refreshToken ? { refreshToken } : {};
}

/** Keeps the refresh token of a new or renewed session; null forgets it. */
export async function keepRefreshToken(token: string | null): Promise<void> {
  if (token === null) await SecureStore.deleteItemAsync(key());
  else
    await SecureStore.setItemAsync(key(), token, {
      keychainAccessible: SecureStore.AFTER_FIRST_UNLOCK_THIS_DEVICE_ONLY,
    });
}
