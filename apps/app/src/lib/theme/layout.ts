import { useWindowDimensions } from 'react-native';
import { WIDE } from './tokens';

/** Whether there is room for the sidebar, and the window's width. */
export function useLayout(): { wide: boolean; width: number } {
  const { width } = useWindowDimensions();
  return { wide: width >= WIDE, width };
}
