import { ServerScreen } from '@/features/pages';

export default ServerScreen;
