import { QueueScreen } from '@/features/moderation/queue-screen';

export default QueueScreen;
