import { GroupSettingsScreen } from '@/features/pages';

export default GroupSettingsScreen;
