import { Redirect, Slot, useSegments } from 'expo-router';
import { Platform } from 'react-native';
import { StartPage } from '@/components/start-page';
import { Shell } from '@/features/groups/shell';
import { useRequestedPath } from '@/lib/requested-path';
import { useSession } from '@/lib/session';

/** The pages behind the log-in. */
export default function AppLayout() {
  const state = useSession((store) => store.state);
  const path = useRequestedPath();
  const segments: string[] = useSegments();
  if (state.status === 'out')
    return <Redirect href={{ pathname: '/log-in', params: path === '/groups' ? {} : { next: path } }} />;
  if (state.status !== 'in') return <StartPage />;
  const bare = ['photos', 'camera', 'scan'].some((page) => segments.includes(page));
  // A photo takes the whole window; on the web it lies over the page, which stays as it is below.
  return (
    <Shell bare={Platform.OS !== 'web' && bare}>
      <Slot />
    </Shell>
  );
}
