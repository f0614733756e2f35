import { BlocksScreen } from '@/features/pages';

export default BlocksScreen;
