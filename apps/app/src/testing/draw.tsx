import { QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react-native';
import type { ReactElement } from 'react';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { Toasts } from '@/components/toast';
import { queryClient } from '@/lib/query-client';
import { useSession } from '@/lib/session';
import { ThemeProvider } from '@/lib/theme';
import { anna } from './examples';

const metrics = {
  frame: { x: 0, y: 0, width: 390, height: 844 },
  insets: { top: 47, left: 0, right: 0, bottom: 34 },
};

/** Draws a screen as Anna sees it, with all that is around it in the app. */
export async function draw(screen: ReactElement, loggedIn = true) {
  useSession.setState({ state: loggedIn ? { status: 'in', me: anna } : { status: 'out', ended: false } });
  return render(
    <SafeAreaProvider initialMetrics={metrics}>
      <QueryClientProvider client={queryClient}>
        <ThemeProvider>
          {screen}
          <Toasts />
        </ThemeProvider>
      </QueryClientProvider>
    </SafeAreaProvider>,
  );
}
