import { HistoryScreen } from '@/features/pages';

export default HistoryScreen;
