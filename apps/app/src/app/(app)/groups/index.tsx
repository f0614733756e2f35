import { GroupsScreen } from '@/features/groups/groups-screen';

export default GroupsScreen;
