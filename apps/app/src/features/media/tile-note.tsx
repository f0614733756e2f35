import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { stylesheet, useTheme } from '@/lib/theme';
import { FilmMark } from './film-mark';
import { LiveMark } from './live-mark';
import { filmOf } from './live-photo';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  fill: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    alignItems: 'center',
    justifyContent: 'center',
    gap: space.xs,
    padding: space.sm,
    pointerEvents: 'none',
  },
  failed: { backgroundColor: colors.dangerSoft },
  pill: {
    flexDirection: 'row',
    alignItems: 'center',
    paddingHorizontal: 10,
    paddingVertical: 4,
    borderRadius: radius.full,
    backgroundColor: 'rgba(20, 14, 16, 0.62)',
  },
  hidden: {
    position: 'absolute',
    bottom: space.sm,
    start: space.sm,
    width: 28,
    height: 28,
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: 'rgba(20, 14, 16, 0.62)',
    pointerEvents: 'none',
  },
  pillInk: { color: '#FFFFFF' },
  failedInk: { color: colors.dangerInk, textAlign: 'center' },
}));

/** Why a photo cannot be shown. */
export const sayFailure = ({ failure }: Photo): string =>
  i18n.t(failure ? `media.failure.${failure}` : 'media.feed.failed');

/** What is said on a photo that cannot be shown (yet), or not to everybody. */
export function TileNote({ photo, small }: { photo: Photo; small: boolean }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  if (photo.state === 'ready') {
    return (
      <>
        {photo.hidden === null ? null : (
          <View style={styles.hidden} aria-hidden>
            <Icon name="eye-off" size={16} color="#FFFFFF" />
          </View>
        )}
        {photo.kind === 'video' ? <FilmMark photo={photo} /> : null}
        {filmOf(photo) ? <LiveMark /> : null}
      </>
    );
  }
  if (photo.state === 'processing') {
    if (small) return null;
    return (
      <View style={styles.fill} aria-hidden>
        <View style={styles.pill}>
          <Text variant="caption" style={styles.pillInk}>
            {t('media.feed.preparing')}
          </Text>
        </View>
      </View>
    );
  }
  return (
    <View style={[styles.fill, styles.failed]}>
      <Icon name="alert" size={20} color={colors.dangerInk} />
      {small ? null : (
        <Text variant="caption" style={styles.failedInk} numberOfLines={4}>
          {sayFailure(photo)}
        </Text>
      )}
    </View>
  );
}
