/** Loads the page again: also the way to the scripts of a newer version, when those of this one are gone. */
export function startAfresh(_retry?: () => unknown): void {
  window.location.reload();
}
