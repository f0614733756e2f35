import { JoinScreen } from '@/features/invites/join-screen';

export default JoinScreen;
