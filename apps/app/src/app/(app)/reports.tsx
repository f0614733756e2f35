import { ReportsScreen } from '@/features/pages';

export default ReportsScreen;
