import { DeletionScreen } from '@/features/pages';

export default DeletionScreen;
