import { useIsFocused } from 'expo-router';
import { useEffect } from 'react';

/** Names the page in the browser while it is the one in front. */
export function usePageTitle(title: string): void {
  const focused = useIsFocused();
  useEffect(() => {
    if (focused) document.title = title === 'WMORY' ? title : `${title} · WMORY`;
  }, [title, focused]);
}
