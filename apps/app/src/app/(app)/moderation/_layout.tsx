import { Slot } from 'expo-router';
import { ModerationFrame } from '@/features/pages';

export default function ModerationLayout() {
  return (
    <ModerationFrame>
      <Slot />
    </ModerationFrame>
  );
}
