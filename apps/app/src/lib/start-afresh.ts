/** Draws again what broke; there is no page to load again. */
export function startAfresh(retry: () => unknown = () => {}): void {
  retry();
}
