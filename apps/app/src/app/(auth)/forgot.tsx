import { ForgotScreen } from '@/features/pages';

export default ForgotScreen;
