import { phoneByDay } from '../a11y/looks.ts';
import { button, choosing, enterOn, type Overlay, type Scene, through } from './overlay.ts';

const feed = ({ groupId }: Scene) => `/groups/${groupId}`;
const captioned = (scene: Scene) => `${feed(scene)}/photos/${scene.captionedId}`;

/** Over a group's photos, one of them, and the ways to add more. */
export const ofPhotos: readonly Overlay[] = [
  { of: 'features/media/feed-controls.tsx Menu', as: 'owner', path: feed, opener: button(/^Order:/) },
  { of: 'features/media/feed-filters.tsx Menu', as: 'owner', path: feed, opener: button('Whose photos') },
  {
    of: 'features/media/feed-filters.tsx Menu 2',
    as: 'owner',
    path: feed,
    opener: button('Photos or videos'),
  },
  {
    of: 'features/media/feed-controls.tsx Menu 2',
    as: 'owner',
    path: feed,
    look: phoneByDay,
    opener: button('How photos are shown'),
  },
  {
    of: 'features/media/caption-dialog.tsx Sheet',
    as: 'owner',
    path: feed,
    first: (page) =>
      page
        .getByRole('checkbox', { name: /^Select (?!all)/ })
        .first()
        .press('Space'),
    opener: button('Caption'),
  },
  {
    of: 'features/media/viewer/viewer-screen.tsx ViewerFrame',
    as: 'owner',
    path: feed,
    opener: (page, { captionedId }) => page.locator(`[data-photo="${captionedId}"]`),
  },
  {
    of: 'features/media/viewer/viewer-bar.tsx Menu',
    as: 'owner',
    path: captioned,
    opener: button('More actions'),
  },
  {
    of: 'features/media/viewer/info-panel.tsx Sheet',
    as: 'owner',
    path: captioned,
    look: phoneByDay,
    opener: button('Info'),
  },
  {
    of: 'features/moderation/hide-dialog.tsx Sheet',
    as: 'member',
    path: captioned,
    opener: button('More actions'),
    onwards: through('I am in this, please hide'),
  },
  {
    of: 'features/moderation/hidden-note.tsx Sheet',
    as: 'owner',
    path: (scene) => `${feed(scene)}/photos/${scene.hiddenId}`,
    opener: button('Somebody asks to hide this. Answer'),
  },
  {
    of: 'features/media/trash-screen.tsx ConfirmDialog',
    as: 'owner',
    path: (scene) => `${feed(scene)}/trash`,
    opener: button('Empty the trash'),
  },
  {
    of: 'features/camera/camera-screen.tsx ViewerFrame',
    as: 'owner',
    path: feed,
    opener: (page) => page.getByRole('link', { name: 'Take photos' }).first(),
  },
  {
    of: 'features/camera/camera-screen.tsx ConfirmDialog',
    as: 'owner',
    path: (scene) => `${feed(scene)}/camera`,
    async first(page) {
      await page.locator('[aria-label="Take a photo"]:not([aria-disabled="true"])').waitFor();
      await enterOn(page, button('Take a photo')(page));
      await button('Look at the photo')(page).waitFor();
    },
    opener: button('Close'),
  },
  {
    of: 'features/uploads/surplus-dialog.tsx Sheet',
    as: 'owner',
    path: feed,
    first: (page) =>
      page.route('**/me/quota', (route) =>
        route.fulfill({ json: { limit: 1000, used: 0, reserved: 0, resetsAt: '2099-06-10T12:00:00.000Z' } }),
      ),
    opener: button('Add photos'),
    press: choosing('portrait.jpg'),
  },
  {
    of: 'features/uploads/upload-panel.tsx Modal',
    as: 'member',
    path: feed,
    look: phoneByDay,
    first: async (page) => {
      await button('Add photos')(page).focus();
      await choosing('denali.webp')(page);
      await page.getByText('1 of 1 safe').waitFor();
      await page.locator('[aria-label$=", being prepared"]').waitFor({ state: 'detached' });
    },
    opener: button(/Show the files/),
  },
  {
    of: 'features/uploads/group-chooser.tsx Sheet',
    as: 'owner',
    path: () => '/groups',
    // Where it came from is whatever had the focus while files were dropped.
    opener: button('New group'),
    press: (page) =>
      page.evaluate(`(() => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['-'], 'a.jpg', { type: 'image/jpeg' }));
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
      })()`),
  },
];
