import type { Page } from 'playwright-core';

/** Of windows, in CSS pixels. */
export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1440, height: 900 };
/** A window of 1280 px, zoomed to 400 %: WCAG 2.2, 1.4.10. */
export const ZOOMED = { width: 320, height: 640 };

/** What a page is looked at in. */
export interface Look {
  readonly name: string;
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
}

export const phoneByDay: Look = { name: 'phone, light', viewport: PHONE, colorScheme: 'light' };
export const deskByNight: Look = { name: 'desk, dark', viewport: DESK, colorScheme: 'dark' };
export const phoneByNight: Look = { name: 'phone, dark', viewport: PHONE, colorScheme: 'dark' };
export const deskByDay: Look = { name: 'desk, light', viewport: DESK, colorScheme: 'light' };

export async function turn(page: Page, { viewport, colorScheme }: Look): Promise<void> {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
}
