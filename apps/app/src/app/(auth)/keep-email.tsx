import { KeepEmailScreen } from '@/features/pages';

export default KeepEmailScreen;
