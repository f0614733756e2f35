import { ViewerScreen } from '@/features/media/viewer/viewer-screen';

export default ViewerScreen;
