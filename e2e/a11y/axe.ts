import axe from 'axe-core';
import type { CDPSession, Page } from 'playwright-core';

// What the functions below find in the browser; Node's types do not know it.
declare const window: { axe?: typeof axe };

const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
  // What passes is not asked for: putting it into words takes axe about as long as looking.
  resultTypes: ['violations' as const],
};

const sessions = new WeakMap<Page, CDPSession>();

/** Brings axe into the page, unless it is there: by itself, as Playwright's own way takes half as long again. */
async function bring(page: Page): Promise<void> {
  if (await page.evaluate(() => window.axe !== undefined)) return;
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  await session.send('Runtime.evaluate', { expression: `${axe.source};0` });
}

/** What axe finds wrong with the page as it is, a line each. */
export async function faults(page: Page): Promise<string[]> {
  await bring(page);
  const { violations } = await page.evaluate((asked) => {
    if (!window.axe) throw new Error('axe is not there');
    return window.axe.run(asked);
  }, options);
  return violations.map(
    ({ impact, id, nodes }) =>
      `${impact} ${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary}`).join(' | ')}`,
  );
}
