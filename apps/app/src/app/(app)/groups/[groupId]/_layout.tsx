import { Stack, useLocalSearchParams } from 'expo-router';
import { GroupGate } from '@/features/groups/group-gate';
import { useReducedMotion } from '@/lib/theme';

export { CrashPage as ErrorBoundary } from '@/components/crash-page';

/** Below a photo that is opened by its address lie the group's pages too. */
export const unstable_settings = { anchor: '(tabs)' };

/** Everything of one group. The feed stays where it was below a photo that is opened from it. */
export default function GroupLayout() {
  const { groupId } = useLocalSearchParams<{ groupId: string }>();
  const still = useReducedMotion();
  return (
    <GroupGate key={groupId} groupId={groupId}>
      <Stack screenOptions={{ headerShown: false, animation: still ? 'none' : 'fade' }}>
        <Stack.Screen name="photos/[photoId]" options={{ presentation: 'transparentModal' }} />
        <Stack.Screen name="camera" options={{ presentation: 'fullScreenModal' }} />
      </Stack>
    </GroupGate>
  );
}
