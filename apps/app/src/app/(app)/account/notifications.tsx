import { NotificationsScreen } from '@/features/pages';

export default NotificationsScreen;
