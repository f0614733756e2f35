import { KeepAccountScreen } from '@/features/pages';

export default KeepAccountScreen;
