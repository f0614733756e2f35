import { Slot } from 'expo-router';
import { GroupFrame } from '@/features/groups/group-frame';

export default function GroupTabsLayout() {
  return (
    <GroupFrame>
      <Slot />
    </GroupFrame>
  );
}
