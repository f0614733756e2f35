import { SuspendedScreen } from '@/features/pages';

export default SuspendedScreen;
