import type { Group } from '@wmory/contract';
import { laterPage, laterPart } from '@/components/later';
import type { ScrubberProps } from './media/scrubber';

export const GroupFeed = laterPage<{ group: Group }>(
  async () => (await import('./media/group-feed')).GroupFeed,
);
export const ViewerScreen = laterPage(
  async () => (await import('./media/viewer/viewer-screen')).ViewerScreen,
);
export const CameraScreen = laterPage(async () => (await import('./camera-parts')).CameraScreen);
export const ScanScreen = laterPage(async () => (await import('./camera-parts')).ScanScreen);
export const Scrubber = laterPart<ScrubberProps>(async () => (await import('./media/scrubber')).Scrubber);
