import { LogInScreen } from '@/features/accounts/log-in-screen';

export default LogInScreen;
