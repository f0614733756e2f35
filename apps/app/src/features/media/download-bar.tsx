import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { ProgressBar } from '@/components/meter';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { stylesheet, TARGET } from '@/lib/theme';
import { useDownloadProgress } from './download-progress';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  place: {
    position: 'absolute',
    start: 0,
    end: 0,
    bottom: 96,
    alignItems: 'center',
    pointerEvents: 'box-none',
    zIndex: 5,
  },
  pill: {
    minWidth: 280,
    paddingStart: space.lg,
    paddingEnd: space.xs,
    paddingBottom: space.md,
    borderRadius: radius.lg,
    backgroundColor: colors.raised,
    borderWidth: 1,
    borderColor: colors.line,
    boxShadow: elevation.menu,
  },
  line: { flexDirection: 'row', alignItems: 'center', justifyContent: 'space-between', gap: space.md },
  stop: { minHeight: TARGET, justifyContent: 'center', paddingHorizontal: space.md },
  meter: { paddingEnd: space.md },
}));

/** How far the packing of a download is; there while one is under way. */
export function DownloadBar() {
  const styles = useStyles();
  const { t } = useTranslation();
  const progress = useDownloadProgress((store) => store.progress);
  if (!progress) return null;
  const { done, count, stop } = progress;
  const title = t('media.download.packing', { done: done + 1, count });
  return (
    <View style={styles.place}>
      <View style={styles.pill} role="status">
        <View style={styles.line}>
          <Text variant="small">{title}</Text>
          <Touch onPress={stop} style={styles.stop}>
            <Text variant="label" tone="accent">
              {t('media.download.stop')}
            </Text>
          </Touch>
        </View>
        <View style={styles.meter}>
          <ProgressBar label={title} value={done / count} />
        </View>
      </View>
    </View>
  );
}
