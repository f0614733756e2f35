import { VerifyScreen } from '@/features/pages';

export default VerifyScreen;
