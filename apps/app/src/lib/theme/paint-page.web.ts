import type { SchemeChoice } from './scheme';

/** Makes the page around the app, its scroll bars and form controls follow the scheme. */
export function paintPage(choice: SchemeChoice, ground: string): void {
  const root = document.documentElement;
  if (choice === 'system') delete root.dataset['scheme'];
  else root.dataset['scheme'] = choice;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]'))
    meta.content = ground;
}
