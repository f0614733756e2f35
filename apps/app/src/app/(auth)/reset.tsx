import { ResetScreen } from '@/features/pages';

export default ResetScreen;
