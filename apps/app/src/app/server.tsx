import { ServerScreen } from '@/features/accounts/server-screen';

export default ServerScreen;
