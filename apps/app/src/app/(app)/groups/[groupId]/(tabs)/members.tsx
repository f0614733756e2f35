import { MembersScreen } from '@/features/members/members-screen';

export default MembersScreen;
