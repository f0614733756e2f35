import type { Group } from '@wmory/contract';
import { lazy, Suspense } from 'react';

const parts = () => import('./photo-parts');

const Feed = lazy(() => parts().then(({ GroupFeed }) => ({ default: GroupFeed })));
const Trash = lazy(() => parts().then(({ TrashScreen }) => ({ default: TrashScreen })));
const Viewer = lazy(() => parts().then(({ ViewerScreen }) => ({ default: ViewerScreen })));
const Camera = lazy(() =>
  import('./camera/camera-screen').then(({ CameraScreen: screen }) => ({ default: screen })),
);
const Uploads = lazy(() => parts().then(({ UploadHost }) => ({ default: UploadHost })));

/** The photos of a group. */
export const GroupFeed = ({ group }: { group: Group }) => (
  <Suspense fallback={null}>
    <Feed group={group} />
  </Suspense>
);

/** What was put in the trash. */
export const TrashScreen = () => (
  <Suspense fallback={null}>
    <Trash />
  </Suspense>
);

/** One photo, large. */
export const ViewerScreen = () => (
  <Suspense fallback={null}>
    <Viewer />
  </Suspense>
);

/** Takes photos for a group. */
export const CameraScreen = () => (
  <Suspense fallback={null}>
    <Camera />
  </Suspense>
);

/** The uploads that are under way, above the pages. */
export const UploadDock = () => (
  <Suspense fallback={null}>
    <Uploads />
  </Suspense>
);
