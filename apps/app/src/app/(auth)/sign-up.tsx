import { SignUpScreen } from '@/features/accounts/sign-up-screen';

export default SignUpScreen;
