import type { Photo } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Icon } from '@/components/icon';
import { IconButton } from '@/components/icon-button';
import { Picture } from '@/components/picture';
import { Text } from '@/components/text';
import { formatDistance } from '@/lib/format';
import { stylesheet, useLayout, useTheme } from '@/lib/theme';
import { nameOf } from './day';

const DAY = 86_400_000;
/** As the server keeps them. */
const KEPT_DAYS = 30;

const useStyles = stylesheet(({ colors, radius, space }) => ({
  row: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    minHeight: 88,
    paddingHorizontal: space.lg,
    paddingVertical: space.md,
  },
  picture: {
    width: 64,
    height: 64,
    borderRadius: radius.sm + 2,
    overflow: 'hidden',
    backgroundColor: colors.sunken,
    alignItems: 'center',
    justifyContent: 'center',
  },
  words: { flex: 1, minWidth: 0, gap: 1 },
}));

/** Whole days until a photo goes for good. */
function daysLeft(trashedAt: string, now = Date.now()): number {
  return Math.max(0, Math.ceil((Date.parse(trashedAt) + KEPT_DAYS * DAY - now) / DAY));
}

/** One photo in the trash. */
export function TrashRow({
  photo,
  onRestore,
  onPurge,
}: {
  photo: Photo;
  onRestore: () => void;
  onPurge: () => void;
}) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const name = nameOf(photo);
  const { trashedAt, urls, thumbhash } = photo;
  return (
    <View style={styles.row}>
      <View style={styles.picture}>
        {urls ? (
          <Picture url={urls.thumb} thumbhash={thumbhash} label={name} />
        ) : (
          <Icon name="image" color={colors.inkSoft} />
        )}
      </View>
      <View style={styles.words}>
        <Text variant="label" numberOfLines={1}>
          {name}
        </Text>
        {trashedAt ? (
          <>
            <Text variant="small" tone="soft" numberOfLines={1}>
              {t('media.trash.deleted', { when: formatDistance(trashedAt) })}
            </Text>
            <Text variant="small" tone="soft" numberOfLines={1}>
              {t('media.trash.gone', { count: daysLeft(trashedAt) })}
            </Text>
          </>
        ) : null}
      </View>
      {wide ? (
        <Button
          title={t('media.trash.restore')}
          icon="restore"
          label={t('media.trash.restoreLabel', { name })}
          onPress={onRestore}
        />
      ) : (
        <IconButton icon="restore" label={t('media.trash.restoreLabel', { name })} onPress={onRestore} />
      )}
      <IconButton
        icon="trash"
        label={t('media.trash.purgeLabel', { name })}
        color={colors.dangerInk}
        onPress={onPurge}
      />
    </View>
  );
}
