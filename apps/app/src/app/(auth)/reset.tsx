import { ResetScreen } from '@/features/accounts/reset-screen';

export default ResetScreen;
