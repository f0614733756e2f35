import { ActivityScreen } from '@/features/groups/activity-screen';

export default ActivityScreen;
