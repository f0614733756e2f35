import { ViewerScreen } from '@/features/photo-screens';

export default ViewerScreen;
