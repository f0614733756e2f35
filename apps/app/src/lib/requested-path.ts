/** The path that was asked for, also while none of its pages is drawn. */
export { usePathname as useRequestedPath } from 'expo-router';
