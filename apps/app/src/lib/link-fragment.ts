/** The token in the fragment of a link, `#<token>` or `#token=<token>`; null where there is none. */
export function tokenOf(fragment: string): string | null {
  try {
    return decodeURIComponent(fragment.replace(/^#?(token=)?/, '')) || null;
  } catch {
    return null;
  }
}
