import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { noteCalls } from '../tools/test/app-calls.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const quietFlags = [
  // Chromium refuses to run as root inside its own sandbox, and CI and containers run as root.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The Chromium to test in: CHROMIUM_PATH, else the first of the usual places, else undefined. */
export function findChromium(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return existsSync(named) ? named : undefined;
  return usualPlaces.find((path) => existsSync(path));
}

/**
 * Launches Chromium without a window; the caller closes it. `flags` come on top, such as those of a pretended camera.
 * Throws where there is no Chromium.
 */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium found; install it or name it in CHROMIUM_PATH.');
  return noteCalls(await chromium.launch({ executablePath, args: [...quietFlags, ...flags] }));
}
