/** Puts the keyboard on a photo of the feed. */
export function focusTile(photoId: string): void {
  document
    .querySelector<HTMLElement>(`[data-photo="${CSS.escape(photoId)}"]`)
    ?.focus({ preventScroll: true });
}
