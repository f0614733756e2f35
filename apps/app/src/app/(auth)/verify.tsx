import { VerifyScreen } from '@/features/accounts/verify-screen';

export default VerifyScreen;
