import type { Page } from 'playwright-core';

/** One screen of the tour. */
export interface Stop {
  /** Of its pictures' files. */
  readonly name: string;
  readonly title: string;
  /** What is to be seen there. */
  readonly words: string;
  readonly as: 'member' | 'stranger';
  readonly path: string;
  readonly alsoDark?: true;
  /** From where the path leads to what the picture is to show; resolves once it is there. */
  show(page: Page): Promise<void>;
}

const tiles = (page: Page) => page.getByAltText(/^(Anna|Ben|Cleo), /);

const openGroup = async (page: Page): Promise<void> => {
  await page.getByText('Weekend in the hills').last().click();
  await tiles(page).nth(5).waitFor();
};

const openTab = async (page: Page, name: string): Promise<void> => {
  await openGroup(page);
  await page.getByRole('tab', { name }).or(page.getByRole('link', { name })).first().click();
};

export const stops: readonly Stop[] = [
  {
    name: 'start',
    title: 'Before there is an account',
    words: 'What it is, in a sentence, and the two ways in.',
    as: 'stranger',
    path: '/',
    show: (page) => page.getByRole('link', { name: 'Create an account' }).first().waitFor(),
  },
  {
    name: 'groups',
    title: 'The groups',
    words: 'Each with its cover and who is in it. A new one takes a name and nothing else.',
    as: 'member',
    path: '/groups',
    show: (page) => page.getByText('Weekend in the hills').last().waitFor(),
  },
  {
    name: 'feed',
    title: 'The feed',
    words:
      'Everything that anyone in the group added, by day, whole and in full quality; placeholders are there before the pictures are.',
    as: 'member',
    path: '/groups',
    alsoDark: true,
    show: openGroup,
  },
  {
    name: 'viewer',
    title: 'One photo',
    words: 'By swipe, by arrow key, zoomed by pinch or two taps, and saved as its very file.',
    as: 'member',
    path: '/groups',
    async show(page) {
      await openGroup(page);
      await tiles(page).nth(2).click();
      await page.locator('img[src*="/preview?"]:visible').first().waitFor();
    },
  },
  {
    name: 'members',
    title: 'Who is in it',
    words: 'Roles, invites that can be taken back, and who asks to be let in.',
    as: 'member',
    path: '/groups',
    show: (page) => openTab(page, 'Members'),
  },
  {
    name: 'activity',
    title: 'What happened',
    words: 'Who did what, for everyone in the group to see.',
    as: 'member',
    path: '/groups',
    show: (page) => openTab(page, 'Activity'),
  },
  {
    name: 'settings',
    title: 'How the group is run',
    words:
      'Who may invite and upload, whether new people are approved, and what becomes of photos of who goes.',
    as: 'member',
    path: '/groups',
    show: (page) => openTab(page, 'Settings'),
  },
  {
    name: 'account',
    title: 'The account',
    words: 'Ways in, devices, what is left of the day for uploads, and all that is kept of you.',
    as: 'member',
    path: '/account',
    alsoDark: true,
    show: (page) => page.getByText('anna@demo.example').first().waitFor(),
  },
  {
    name: 'reports',
    title: 'Reports and decisions',
    words:
      'What one has reported and what came of it, what was decided about oneself, and the way to appeal.',
    as: 'member',
    path: '/reports',
    show: (page) => page.getByText('Weekend in the hills').last().waitFor(),
  },
  {
    name: 'moderation',
    title: 'Judging',
    words:
      'What was reported in groups that one looks after; pictures stay blurred until one asks for them, which is written down.',
    as: 'member',
    path: '/moderation',
    async show(page) {
      await page.getByText('Photo by Ben').first().waitFor();
      if ((page.viewportSize()?.width ?? 0) < 1000) return;
      await page.keyboard.press('j');
      await page.getByText(/our address on the gate/).waitFor();
    },
  },
];
