import { useTranslation } from 'react-i18next';
import { ScrollView, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import type { IconName } from '@/components/icon-paths';
import { Logo } from '@/components/logo';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { serverIsFixed } from '@/lib/server';
import { stylesheet, useLayout, useTheme } from '@/lib/theme';
import { LinkLine } from './auth-page';
import { GalleryWall } from './gallery-wall';

const useStyles = stylesheet(({ colors, space, radius }) => ({
  page: { flex: 1, backgroundColor: colors.ground, flexDirection: 'row' },
  side: { flex: 1 },
  content: { flexGrow: 1 },
  top: { flexDirection: 'row', alignItems: 'center', paddingHorizontal: space.xl, minHeight: 76 },
  topWide: { paddingHorizontal: space.huge, minHeight: 96 },
  band: { height: 232, marginHorizontal: space.lg, borderRadius: radius.xl, overflow: 'hidden' },
  words: { paddingHorizontal: space.xl, paddingTop: space.xxl, gap: space.lg },
  wordsWide: {
    flexGrow: 1,
    justifyContent: 'center',
    paddingStart: space.huge,
    paddingEnd: space.xxl,
    paddingTop: 0,
    maxWidth: 760,
    gap: space.xl,
  },
  title: { fontSize: 36, lineHeight: 42 },
  titleWide: { fontSize: 52, lineHeight: 58, letterSpacing: -1.7 },
  body: { fontSize: 17, lineHeight: 27, maxWidth: 500 },
  actions: { gap: space.md, marginTop: space.sm },
  actionsWide: { flexDirection: 'row' },
  points: {
    gap: space.xl,
    paddingTop: space.xl,
    marginTop: space.sm,
    borderTopWidth: 1,
    borderTopColor: colors.line,
  },
  pointsWide: { flexDirection: 'row', marginTop: space.xl },
  point: { flex: 1, gap: space.xs },
  pointHead: { flexDirection: 'row', gap: space.sm },
  wall: { width: '44%', overflow: 'hidden', marginEnd: space.md },
}));

function Point({ icon, title, body }: { icon: IconName; title: string; body: string }) {
  const styles = useStyles();
  const { colors } = useTheme();
  return (
    <View style={styles.point}>
      <View style={styles.pointHead}>
        <Icon name={icon} size={20} color={colors.accentInk} />
        <Text variant="label" level={2}>
          {title}
        </Text>
      </View>
      <Text variant="small" tone="soft">
        {body}
      </Text>
    </View>
  );
}

/** What visitors see: what this is, and the two ways in. */
export function WelcomeScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  usePageTitle('WMORY');
  return (
    <View style={styles.page}>
      <ScrollView
        style={styles.side}
        contentContainerStyle={[
          styles.content,
          { paddingTop: insets.top, paddingBottom: insets.bottom + 40 },
        ]}
      >
        <View style={[styles.top, wide && styles.topWide]} role="banner">
          <Logo />
        </View>
        {wide ? null : (
          <View style={styles.band}>
            <GalleryWall />
          </View>
        )}
        <View style={[styles.words, wide && styles.wordsWide]} role="main">
          <Text variant="display" level={1} style={wide ? styles.titleWide : styles.title}>
            {wide ? t('welcome.title') : t('welcome.title').replace('\n', ' ')}
          </Text>
          <Text tone="soft" style={styles.body}>
            {t('welcome.body')}
          </Text>
          <View style={[styles.actions, wide && styles.actionsWide]}>
            <Button title={t('welcome.start')} variant="primary" size="large" block={!wide} href="/sign-up" />
            <Button title={t('welcome.logIn')} size="large" block={!wide} href="/log-in" />
          </View>
          <View style={[styles.points, wide && styles.pointsWide]}>
            <Point
              icon="shield"
              title={t('welcome.points.privateTitle')}
              body={t('welcome.points.privateBody')}
            />
            <Point icon="check" title={t('welcome.points.safeTitle')} body={t('welcome.points.safeBody')} />
            <Point icon="heart" title={t('welcome.points.yoursTitle')} body={t('welcome.points.yoursBody')} />
          </View>
          {serverIsFixed ? null : <LinkLine title={t('server.change')} href="/server" />}
        </View>
      </ScrollView>
      {wide ? (
        <View style={styles.wall}>
          <GalleryWall />
        </View>
      ) : null}
    </View>
  );
}
