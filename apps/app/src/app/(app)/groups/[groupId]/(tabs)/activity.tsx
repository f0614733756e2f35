import { ActivityScreen } from '@/features/pages';

export default ActivityScreen;
