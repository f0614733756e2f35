import { CameraScreen } from '@/features/photo-screens';

export default CameraScreen;
