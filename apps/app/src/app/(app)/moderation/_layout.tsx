import { Slot } from 'expo-router';
import { ModerationFrame } from '@/features/moderation/moderation-frame';

export default function ModerationLayout() {
  return (
    <ModerationFrame>
      <Slot />
    </ModerationFrame>
  );
}
