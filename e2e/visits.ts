import type { Page } from 'playwright-core';
import { settle } from './a11y/settle.ts';
import type { Cast, Character } from './cast.ts';

/** How somebody gets to see a page of the app. */
export interface Visit {
  /** Of `appRoutes`. */
  readonly route: string;
  readonly as: readonly Character[];
  /** Where they go; by default the route itself. */
  readonly path?: (cast: Cast) => string;
  /** What else they do until they are there. */
  readonly onwards?: (page: Page, cast: Cast) => Promise<void>;
}

const everyone = ['member', 'owner', 'moderator'] as const;
const inGroup = ['member', 'owner'] as const;

const ofGroup = (path: string): Visit => ({
  route: `/groups/[groupId]${path}`,
  as: inGroup,
  path: ({ groupId }) => `/groups/${groupId}${path}`,
});

/** A token that no letter has brought; what it opens is seen once it is used. */
const someToken = '#0123456789abcdef0123456789abcdef';

/** At least one to each route. */
export const visits: readonly Visit[] = [
  { route: '/', as: ['visitor'] },
  { route: '/log-in', as: ['visitor'] },
  { route: '/sign-up', as: ['visitor'] },
  { route: '/forgot', as: ['visitor'] },
  { route: '/verify', as: ['visitor'] },
  { route: '/verify', as: ['visitor'], path: () => `/verify${someToken}` },
  { route: '/reset', as: ['visitor'] },
  { route: '/reset', as: ['visitor'], path: () => `/reset${someToken}` },
  { route: '/new-email', as: ['visitor'] },
  { route: '/new-email', as: ['visitor', 'member'], path: () => `/new-email${someToken}` },
  { route: '/keep-email', as: ['visitor'] },
  { route: '/keep-email', as: ['visitor', 'member'], path: () => `/keep-email${someToken}` },
  { route: '/unsubscribe', as: ['visitor'] },
  { route: '/unsubscribe', as: ['visitor', 'member'], path: () => `/unsubscribe${someToken}` },
  { route: '/keep-account', as: ['visitor'] },
  { route: '/keep-account', as: ['visitor', 'member'], path: () => `/keep-account${someToken}` },
  {
    route: '/suspended',
    as: ['visitor'],
    path: () => '/log-in',
    async onwards(page, { suspended }) {
      await page.locator('input').first().fill(suspended.email);
      await page.locator('input').nth(1).fill(suspended.password);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/suspended$/);
    },
  },
  { route: '/server', as: ['visitor'] },
  { route: '/showcase', as: ['visitor'] },
  { route: '/join', as: ['visitor'] },
  { route: '/join', as: ['visitor', 'moderator'], path: ({ inviteToken }) => `/join#${inviteToken}` },
  { route: '/+not-found', as: ['visitor', 'member'], path: () => '/nowhere/at/all' },
  { route: '/groups', as: everyone },
  ofGroup(''),
  { route: '/groups/[groupId]', as: ['member'], path: ({ yearsId }) => `/groups/${yearsId}` },
  ofGroup('/members'),
  ofGroup('/activity'),
  ofGroup('/settings'),
  ofGroup('/trash'),
  ofGroup('/camera'),
  {
    route: '/groups/[groupId]/photos/[photoId]',
    as: inGroup,
    path: ({ groupId, photos }) =>
      `/groups/${groupId}/photos/${photos.find(({ caption }) => caption !== '')?.id}`,
  },
  {
    route: '/groups/[groupId]/photos/[photoId]',
    as: ['member'],
    path: ({ groupId, photos }) =>
      `/groups/${groupId}/photos/${photos.find(({ state }) => state === 'failed')?.id}`,
  },
  { route: '/account', as: everyone },
  { route: '/account/blocked', as: ['member', 'owner'] },
  { route: '/account/notifications', as: ['member', 'owner'] },
  { route: '/account/data', as: ['member', 'moderator'] },
  { route: '/account/delete', as: ['member', 'owner'] },
  { route: '/reports', as: ['member', 'owner'] },
  { route: '/scan', as: ['member'] },
  { route: '/share', as: ['member'] },
  { route: '/moderation', as: ['owner', 'moderator'] },
  { route: '/moderation/[caseId]', as: ['moderator'], path: ({ caseId }) => `/moderation/${caseId}` },
  { route: '/moderation/history', as: ['moderator'] },
];

/** Goes there, and waits until all that the page asks for has come. */
export async function pay(page: Page, visit: Visit, cast: Cast): Promise<void> {
  const path = visit.path?.(cast) ?? visit.route;
  const url = cast.server.url + path;
  // From elsewhere: another fragment alone would not load the page.
  if (page.url().split('#')[0] === url.split('#')[0]) await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  await visit.onwards?.(page, cast);
  await page.getByRole('heading').or(page.getByRole('dialog')).first().waitFor();
  await settle(page);
}
