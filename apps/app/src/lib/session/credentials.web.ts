/** How the refresh token travels from a browser: in a cookie that no script can read. */
export const transport: 'cookie' | 'bearer' = 'cookie';

/** A page of another origin cannot send this header without being allowed to, which it is not. */
export const headers: Record<string, string> = { 'x-wmory-csrf': '1' };

/** The cookie is invisible from here: ask the server. */
export const mayHaveSession = async (): Promise<boolean> => true;

export const refreshBody = async (): Promise<{ refreshToken?: string }> => ({});

export async function keepRefreshToken(_token: string | null): Promise<void> {}
