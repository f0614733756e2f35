import { NewEmailScreen } from '@/features/pages';

export default NewEmailScreen;
