import { AccountScreen } from '@/features/pages';

export default AccountScreen;
