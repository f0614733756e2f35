import '@/i18n';
import { QueryClientProvider } from '@tanstack/react-query';
import { type ErrorBoundaryProps, Slot } from 'expo-router';
import { StatusBar } from 'expo-status-bar';
import { useEffect } from 'react';
import { StyleSheet, View } from 'react-native';
import { SafeAreaProvider } from 'react-native-safe-area-context';
import { CrashPage } from '@/components/crash-page';
import { OfflineBanner } from '@/components/offline-banner';
import { Toasts } from '@/components/toast';
import { direction, useLanguage } from '@/i18n';
import { afterFirstPage } from '@/lib/first-page';
import { queryClient } from '@/lib/query-client';
import { startServiceWorker } from '@/lib/service-worker';
import { startSession } from '@/lib/session';
import { ThemeProvider, useTheme } from '@/lib/theme';

export function ErrorBoundary(props: ErrorBoundaryProps) {
  return (
    <ThemeProvider>
      <CrashPage {...props} />
    </ThemeProvider>
  );
}

function Frame() {
  const { scheme, colors } = useTheme();
  const language = useLanguage((spoken) => spoken.language);
  // Nothing is said before it can be said in the right language.
  if (language === null) return null;
  return (
    <View
      key={language}
      style={[styles.root, { backgroundColor: colors.ground }]}
      {...({ dir: direction() } as object)}
    >
      <StatusBar style={scheme === 'dark' ? 'light' : 'dark'} />
      <OfflineBanner />
      <View style={styles.pages}>
        <Slot />
      </View>
      <Toasts />
    </View>
  );
}

export default function RootLayout() {
  useEffect(() => {
    void startSession();
    // It fetches the whole app, which would be in the way of the first page.
    void afterFirstPage().then(startServiceWorker);
  }, []);
  return (
    <SafeAreaProvider>
      <QueryClientProvider client={queryClient}>
        <ThemeProvider>
          <Frame />
        </ThemeProvider>
      </QueryClientProvider>
    </SafeAreaProvider>
  );
}

const styles = StyleSheet.create({ root: { flex: 1 }, pages: { flex: 1 } });
