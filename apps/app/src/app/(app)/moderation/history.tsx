import { HistoryScreen } from '@/features/moderation/history-screen';

export default HistoryScreen;
