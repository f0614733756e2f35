import { MyDataScreen } from '@/features/pages';

export default MyDataScreen;
