import { LogInScreen } from '@/features/pages';

export default LogInScreen;
