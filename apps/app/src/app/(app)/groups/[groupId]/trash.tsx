import { TrashScreen } from '@/features/media/trash-screen';

export default TrashScreen;
