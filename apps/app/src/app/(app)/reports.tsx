import { ReportsScreen } from '@/features/moderation/reports-screen';

export default ReportsScreen;
