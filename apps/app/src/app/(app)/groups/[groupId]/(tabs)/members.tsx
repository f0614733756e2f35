import { MembersScreen } from '@/features/pages';

export default MembersScreen;
