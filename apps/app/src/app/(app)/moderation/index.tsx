import { QueueScreen } from '@/features/pages';

export default QueueScreen;
