import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { Look } from '../a11y/looks.ts';
import type { Cast, Character } from '../cast.ts';

/** What else there is to open, beside what the cast has. */
export interface Props {
  /** Of the owner alone, who is shown each of its photos. */
  readonly aloneId: string;
  /** Of the owner, and hidden because the member asks so. */
  readonly hiddenId: string;
  /** Of the owner, with a caption. */
  readonly captionedId: string;
  /** Decided, by the server. */
  readonly decidedId: string;
}
export type Scene = Cast & Props;

/** Something that lies over a page, and how somebody gets to it by the keyboard. */
export interface Overlay {
  /** What in the app's source draws it, as `overlaysInSource` names it. */
  readonly of: string;
  readonly as: Character;
  readonly path: (scene: Scene) => string;
  /** By default a desk by night. */
  readonly look?: Look;
  /** What else happens until the control is there. */
  readonly first?: (page: Page, scene: Scene) => Promise<unknown>;
  /** The control that opens it, and has the focus again once it is closed. */
  readonly opener: (page: Page, scene: Scene) => Locator;
  /** How the control is used; by default the Enter key. */
  readonly press?: (page: Page) => Promise<unknown>;
  /** What is pressed from there on until it is open. */
  readonly onwards?: (page: Page) => Promise<void>;
}

/** What has the focus once the control is there, pressed by the Enter key. */
export async function enterOn(page: Page, control: Locator): Promise<void> {
  await control.focus();
  await page.keyboard.press('Enter');
}

/** By way of an item of the menu that the control opens. */
export const through =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    enterOn(page, page.getByRole('menuitem', { name }));

/** Presses the Enter key and hands over a file when the browser asks for one. */
export const choosing = (name: string) => async (page: Page) => {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(join(import.meta.dirname, '../../tools/photos', name));
};

export const button = (name: string | RegExp) => (page: Page) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).first();

const source = join(import.meta.dirname, '../../apps/app/src');

/** Every element in the app's source that draws an overlay: `features/media/feed-filters.tsx Menu 2`. */
export const overlaysInSource: readonly string[] = globSync('**/*.tsx', { cwd: source })
  .filter((file) => !file.endsWith('.test.tsx'))
  .sort()
  .flatMap((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    const counts = new Map<string, number>();
    return [
      ...text.matchAll(/<(Menu|Sheet|ConfirmDialog|Modal|ViewerFrame)\b|\brole="(?:alert)?(dialog)"/g),
    ].map(([, element, role]) => {
      const name = `${file} ${element ?? role}`;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return count === 1 ? name : `${name} ${count}`;
    });
  });
