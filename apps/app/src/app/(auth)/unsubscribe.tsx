import { UnsubscribeScreen } from '@/features/pages';

export default UnsubscribeScreen;
