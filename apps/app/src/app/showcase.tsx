import { laterPage } from '@/components/later';
import { NotFoundPage } from '@/components/not-found-page';

export default __DEV__
  ? laterPage(async () => (await import('@/features/showcase/showcase-screen')).ShowcaseScreen)
  : NotFoundPage;
