import { AccountScreen } from '@/features/settings/account-screen';

export default AccountScreen;
