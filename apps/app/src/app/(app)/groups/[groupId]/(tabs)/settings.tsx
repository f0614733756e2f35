import { GroupSettingsScreen } from '@/features/settings/group-settings-screen';

export default GroupSettingsScreen;
