import { ForgotScreen } from '@/features/accounts/forgot-screen';

export default ForgotScreen;
