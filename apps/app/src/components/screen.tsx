import type { ReactElement, ReactNode } from 'react';
import { Platform, type RefreshControlProps, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { stylesheet, useLayout } from '@/lib/theme';
import { AppBar } from './app-bar';
import { usePageTitle } from './page-title';

export interface ScreenProps {
  /** The page's name, for the bar and the browser. */
  title: string;
  /** Without the bar: the content brings its own head. */
  bare?: boolean;
  /** Lies in a frame that has the head and is the page's main part. */
  part?: boolean;
  /** Has nothing to press, so that the arrow keys need somewhere to scroll from. */
  toRead?: boolean;
  /** Where the bar's arrow leads on phones; none: no arrow. */
  back?: () => void;
  /** Buttons at the end of the bar. */
  actions?: ReactNode;
  /** The widest that the content gets. */
  width?: number;
  refreshControl?: ReactElement<RefreshControlProps>;
  children: ReactNode;
}

const useStyles = stylesheet(({ colors, space }) => ({
  screen: { flex: 1, backgroundColor: colors.ground },
  scroll: { flex: 1 },
  content: {
    flexGrow: 1,
    width: '100%',
    alignSelf: 'center',
    paddingHorizontal: space.lg,
    paddingTop: space.lg,
    gap: space.xxl,
  },
  contentWide: { alignSelf: 'flex-start', paddingHorizontal: space.xxxl, paddingTop: space.xl },
}));

/** A page that scrolls, with its bar. */
export function Screen({
  title,
  bare = false,
  part = false,
  toRead = false,
  back,
  actions,
  width = 960,
  refreshControl,
  children,
}: ScreenProps) {
  const styles = useStyles();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  usePageTitle(title);
  return (
    <View style={styles.screen} {...(part ? {} : { role: 'main' as const })}>
      {bare || part ? null : <AppBar title={title} back={back} actions={actions} width={width} />}
      <ScrollView
        style={styles.scroll}
        contentContainerStyle={[
          styles.content,
          wide && styles.contentWide,
          { maxWidth: width, paddingBottom: insets.bottom + 48 },
        ]}
        keyboardShouldPersistTaps="handled"
        {...(toRead && Platform.OS === 'web' ? { tabIndex: 0 as const } : {})}
        refreshControl={refreshControl}
      >
        {children}
      </ScrollView>
    </View>
  );
}
