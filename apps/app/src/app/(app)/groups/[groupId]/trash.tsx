import { TrashScreen } from '@/features/pages';

export default TrashScreen;
