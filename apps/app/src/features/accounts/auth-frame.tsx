import type { ReactNode } from 'react';
import { KeyboardAvoidingView, Platform, ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Logo } from '@/components/logo';
import { Touch } from '@/components/touch';
import { stylesheet, TARGET, useLayout } from '@/lib/theme';
import { GalleryWall } from './gallery-wall';

const useStyles = stylesheet(({ colors, space }) => ({
  page: { flex: 1, flexDirection: 'row', backgroundColor: colors.ground },
  side: { flex: 1 },
  scroll: { flexGrow: 1, paddingHorizontal: space.xl },
  logo: { minHeight: TARGET, justifyContent: 'center', alignSelf: 'flex-start', marginTop: space.lg },
  middle: {
    flexGrow: 1,
    width: '100%',
    maxWidth: 400,
    alignSelf: 'center',
    paddingTop: space.xxl,
    paddingBottom: space.xxxl,
  },
  middleWide: { justifyContent: 'center', paddingTop: 0, paddingBottom: 96 },
  wall: { flex: 1, maxWidth: 720, overflow: 'hidden', marginEnd: space.md },
}));

/** Around log-in, sign-up and the like: the form, and on wide windows a wall of what is hidden behind it. */
export function AuthFrame({ children }: { children: ReactNode }) {
  const styles = useStyles();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  return (
    <View style={styles.page}>
      <KeyboardAvoidingView style={styles.side} behavior={Platform.OS === 'ios' ? 'padding' : undefined}>
        <ScrollView
          contentContainerStyle={[styles.scroll, { paddingTop: insets.top, paddingBottom: insets.bottom }]}
          keyboardShouldPersistTaps="handled"
        >
          <View role="banner">
            <Touch href="/" label="WMORY" style={styles.logo}>
              <Logo />
            </Touch>
          </View>
          <View style={[styles.middle, wide && styles.middleWide]} role="main">
            {children}
          </View>
        </ScrollView>
      </KeyboardAvoidingView>
      {wide ? (
        <View style={styles.wall}>
          <GalleryWall />
        </View>
      ) : null}
    </View>
  );
}
