import { TrashScreen } from '@/features/photo-screens';

export default TrashScreen;
