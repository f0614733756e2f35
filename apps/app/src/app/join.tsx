import { JoinScreen } from '@/features/pages';

export default JoinScreen;
