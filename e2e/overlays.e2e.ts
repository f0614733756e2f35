import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { settled, share } from '../tools/person.ts';
import { faults } from './a11y/axe.ts';
import { deskByNight, turn } from './a11y/looks.ts';
import { settle, watchRequests } from './a11y/settle.ts';
import { type Cast, type Character, gatherCast } from './cast.ts';
import { launchChromium } from './chromium.ts';
import { ofAccount } from './overlays/of-account.ts';
import { ofPeople } from './overlays/of-people.ts';
import { ofPhotos } from './overlays/of-photos.ts';
import { enterOn, type Overlay, overlaysInSource, type Scene } from './overlays/overlay.ts';

const overlays = [...ofPhotos, ...ofPeople, ...ofAccount];

/** What draws an overlay and is not opened below: why not. */
const unopened: Readonly<Record<string, string>> = {
  'components/confirm-dialog.tsx Sheet': 'what every ConfirmDialog is made of',
  'components/menu.tsx Modal': 'what every Menu is made of',
  'components/sheet.tsx Modal': 'what every Sheet is made of',
  'features/media/viewer/viewer-frame.web.tsx dialog': 'what every ViewerFrame is made of',
  'features/showcase/control-samples.tsx Menu': 'for those who work on the app',
  'features/showcase/overlay-samples.tsx Sheet': 'for those who work on the app',
  'features/showcase/overlay-samples.tsx ConfirmDialog': 'for those who work on the app',
  'features/showcase/overlay-samples.tsx ConfirmDialog 2': 'for those who work on the app',
};

let cast: Cast;
let scene: Scene;
let browser: Browser;

before(async () => {
  cast = await gatherCast();
  const { owner, member, moderator } = cast.people;
  const { groupId } = cast;
  const { client } = owner;
  const named = (name: string) =>
    cast.photos.find(({ originals }) => originals[0]?.name === name)?.id ?? assert.fail(name);
  const hiddenId = named('japanese-shop.jpg');
  await member.client.askToHide({ params: { groupId, photoId: hiddenId }, body: { text: '' } });
  const { id: aloneId } = await client.createGroup({ body: { name: 'Alone' } });
  await client.updateRules({ params: { groupId: aloneId }, body: { photos: 'drop-box' } });
  const { id: leftId } = await client.createGroup({ body: { name: 'Chess club' } });
  const { token } = await client.createInvite({ params: { groupId: leftId }, body: {} });
  await member.client.joinGroup({ body: { token } });
  const bytes = new Uint8Array(await readFile(join(import.meta.dirname, '../tools/photos/portrait.jpg')));
  await share(member, leftId, [{ name: 'portrait.jpg', mimeType: 'image/jpeg', bytes }]);
  await settled(member, leftId);
  await member.client.leaveGroup({ params: { groupId: leftId }, body: { terms: 'go' } });
  const subject = { kind: 'group', groupId: cast.yearsId } as const;
  await member.client.report({ body: { subject, reason: 'spam' } });
  const { cases } = await moderator.client.listCases({});
  const decidedId =
    cases.find((each) => each.subject.id === cast.yearsId)?.id ?? assert.fail('nothing is reported');
  await moderator.client.decideCase({
    params: { caseId: decidedId },
    body: { actions: [{ kind: 'dismiss' }] },
  });
  scene = { ...cast, aloneId, hiddenId, captionedId: named('portrait.jpg'), decidedId };
  browser = await launchChromium(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']);
});
after(async () => {
  await browser?.close();
  await cast?.stop();
});

/** Goes to where one can be opened. */
async function approach(page: Page, { path, look = deskByNight, first }: Overlay): Promise<void> {
  watchRequests(page);
  // From now on the browser hands its choosers over.
  page.on('filechooser', () => {});
  await turn(page, look);
  await page.goto(scene.server.url + path(scene));
  await settle(page);
  await first?.(page, scene);
}

/** Whether it can be opened where the other was closed. */
const isBeside = (one: Overlay, other: Overlay): boolean =>
  !one.first && !other.first && one.look === other.look && one.path(scene) === other.path(scene);

/** Opens one by the keyboard, looks at it, and closes it again. Throws where the keyboard does not get so far. */
async function visit(page: Page, { opener, press, onwards }: Overlay): Promise<string[]> {
  const control = opener(page, scene);
  await control.waitFor();
  const before = await page.locator('[aria-modal="true"]').count();
  if (press) {
    await control.focus();
    await press(page);
  } else await enterOn(page, control);
  await onwards?.(page);
  const dialog = page.locator('[aria-modal="true"]').nth(before);
  await dialog.waitFor();
  const wrong: string[] = [];
  const inside = async (when: string) =>
    dialog
      .locator(':focus')
      .or(dialog.and(page.locator(':focus')))
      .waitFor({ timeout: 3_000 })
      .catch(() => wrong.push(`has no focus ${when}`));
  await settle(page);
  await inside('once it is open');
  wrong.push(...(await faults(page)));
  for (const key of ['Tab', 'Shift+Tab']) {
    await page.keyboard.press(key);
    await inside(`after ${key}`);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached', timeout: 3_000 }).catch(() => wrong.push('stays open'));
  await control
    .and(page.locator(':focus'))
    .waitFor({ timeout: 3_000 })
    .catch(async () => {
      const there = await page.evaluate('document.activeElement.outerHTML.slice(0, 160)');
      wrong.push(`gives the focus to ${there}`);
    });
  return wrong;
}

async function tour(as: Character): Promise<string[]> {
  const context = await scene.open(browser, as, { reducedMotion: 'reduce' });
  context.setDefaultTimeout(10_000);
  const left = overlays.filter((overlay) => overlay.as === as);
  const wrong: string[] = [];
  const walk = async () => {
    let page = await context.newPage();
    let before: Overlay | null = null;
    for (let overlay = left.shift(); overlay; overlay = left.shift()) {
      const { of } = overlay;
      try {
        if (!before || !isBeside(before, overlay)) {
          await page.close();
          page = await context.newPage();
          await approach(page, overlay);
        }
        const found = await visit(page, overlay);
        wrong.push(...found.map((fault) => `${of}: ${fault}`));
        before = found.length > 0 ? null : overlay;
      } catch (error) {
        wrong.push(`${of}: ${error}`);
        before = null;
      }
    }
  };
  await Promise.all([walk(), walk()]);
  await context.close();
  return wrong;
}

test('every overlay in the source is opened, or it is said why not', () => {
  const known = [...overlays.map(({ of }) => of), ...Object.keys(unopened)];
  assert.deepEqual([...known].sort(), [...overlaysInSource].sort());
});

for (const as of ['visitor', 'member', 'owner', 'moderator'] as const)
  test(`what opens over the pages of a ${as} is opened, read and closed by the keyboard`, async () => {
    assert.deepEqual(await tour(as), []);
  });
