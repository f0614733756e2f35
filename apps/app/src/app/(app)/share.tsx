export { CrashPage as ErrorBoundary } from '@/components/crash-page';
export { ShareScreen as default } from '@/features/uploads/share-screen';
