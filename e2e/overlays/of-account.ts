import type { Page } from 'playwright-core';
import { button, choosing, enterOn, type Overlay, through } from './overlay.ts';

const account = () => '/account';

/** There is a passkey: what a browser's own dialogs would make. */
const havePasskey = async (page: Page) => {
  const passkey = {
    id: '0198c5b4-0000-7000-8000-000000000800',
    name: 'My phone',
    createdAt: '2025-06-01T10:00:00.000Z',
    lastUsedAt: null,
    synced: true,
  };
  await page.route('**/me/passkeys', (route) => route.fulfill({ json: { passkeys: [passkey] } }));
  await page.reload();
};
const ofPasskey = button('What to do with My phone');

/** Over the account, and what is asked and judged. */
export const ofAccount: readonly Overlay[] = [
  {
    of: 'features/settings/language-section.tsx Menu',
    as: 'owner',
    path: account,
    opener: button(/^Language:/),
  },
  {
    of: 'features/settings/session-list.tsx ConfirmDialog',
    as: 'owner',
    path: account,
    opener: button('Log out everywhere'),
  },
  {
    of: 'features/faces/picture-sheet.tsx Sheet',
    as: 'owner',
    path: account,
    opener: button('Add a picture'),
    press: choosing('portrait.jpg'),
  },
  {
    of: 'features/settings/identity-check.tsx Sheet',
    as: 'owner',
    path: account,
    async first(page) {
      // As from a day after the log-in on.
      await page.route('**/me/email', (route) =>
        route.request().method() === 'GET'
          ? route.fallback()
          : route.fulfill({
              status: 403,
              contentType: 'application/problem+json',
              json: { type: 'about:blank', title: '', status: 403, code: 'confirmation-required' },
            }),
      );
      await enterOn(page, button(/^Change e-mail address/)(page));
      await page.getByLabel('New e-mail address').fill('new@example.org');
    },
    opener: button('Send the letter'),
  },
  {
    of: 'features/settings/passkey-row.tsx Menu',
    as: 'owner',
    path: account,
    first: havePasskey,
    opener: ofPasskey,
  },
  {
    of: 'features/settings/passkey-name-sheet.tsx Sheet',
    as: 'owner',
    path: account,
    first: havePasskey,
    opener: ofPasskey,
    onwards: through('Rename'),
  },
  {
    of: 'features/settings/passkey-list.tsx ConfirmDialog',
    as: 'owner',
    path: account,
    first: havePasskey,
    opener: ofPasskey,
    onwards: through('Remove'),
  },
  {
    of: 'features/settings/deletion-form.tsx ConfirmDialog',
    as: 'owner',
    path: () => '/account/delete',
    opener: button('Delete my account'),
  },
  {
    of: 'features/my-data/data-progress.tsx ConfirmDialog',
    as: 'owner',
    path: () => '/account/data',
    async first(page) {
      // The browser's own dialog would ask for a place; the store is busy.
      await page.evaluate('delete window.showSaveFilePicker');
      await page.route('**/media/**', (route) => route.fulfill({ status: 503 }));
      await enterOn(page, button('Save my data')(page));
    },
    opener: button('Stop'),
  },
  {
    of: 'features/moderation/decision-card.tsx Sheet',
    as: 'visitor',
    path: () => '/log-in',
    async first(page, { suspended }) {
      await page.locator('input').first().fill(suspended.email);
      await page.locator('input').nth(1).fill(suspended.password);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/suspended$/);
    },
    opener: button(/^Appeal/),
  },
  {
    of: 'features/moderation/queue-filters.tsx Menu',
    as: 'moderator',
    path: ({ caseId }) => `/moderation/${caseId}`,
    opener: button(/^Where:/),
  },
  {
    of: 'features/moderation/decide-form.tsx Menu',
    as: 'moderator',
    path: ({ caseId }) => `/moderation/${caseId}`,
    opener: button(/^Because of/),
  },
  {
    of: 'features/moderation/keys-sheet.tsx Sheet',
    as: 'moderator',
    path: ({ caseId }) => `/moderation/${caseId}`,
    opener: button(/^Where:/),
    press: (page) => page.keyboard.press('?'),
  },
  {
    of: 'features/moderation/decision-list.tsx ConfirmDialog',
    as: 'moderator',
    path: ({ decidedId }) => `/moderation/${decidedId}`,
    opener: button('Take back'),
  },
];
