import { ScanScreen } from '@/features/photo-screens';

export default ScanScreen;
