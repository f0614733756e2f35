import { SignUpScreen } from '@/features/pages';

export default SignUpScreen;
