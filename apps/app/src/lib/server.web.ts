/** The page's own server: the API lives beside the app. */
export const serverOrigin = (): string => '';
export const serverIsFixed = true;
export function setServerOrigin(_next: string | null): void {}
export const readServerAddress = (_typed: string): string | null => null;
