import { SuspendedScreen } from '@/features/moderation/suspended-screen';

export default SuspendedScreen;
