import type { Group, Photo } from '@wmory/contract';
import { useTranslation } from 'react-i18next';
import { type TextStyle, View, type ViewStyle } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Menu, type MenuItem } from '@/components/menu';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { useUpdateGroup } from '@/features/groups/queries';
import { explain } from '@/lib/problems';
import { stylesheet, useLayout } from '@/lib/theme';
import { shortMoment, uploaderName, whenTaken } from '../day';
import { canSharePhoto, sharePhoto } from '../share-photo';
import { INK, SHADOW, SOFT_INK } from './colours';
import { ViewerButton } from './viewer-button';

const useStyles = stylesheet(({ space }) => ({
  bar: {
    position: 'absolute',
    top: 0,
    start: 0,
    end: 0,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingHorizontal: space.sm,
    paddingBottom: space.xxxl,
    pointerEvents: 'box-none',
    experimental_backgroundImage:
      'linear-gradient(rgba(0, 0, 0, 0.72), rgba(0, 0, 0, 0.4) 50%, rgba(0, 0, 0, 0))',
    backgroundImage: 'linear-gradient(rgba(0, 0, 0, 0.72), rgba(0, 0, 0, 0.4) 50%, rgba(0, 0, 0, 0))',
  } as ViewStyle,
  words: { flex: 1, minWidth: 0, paddingHorizontal: space.xs, pointerEvents: 'none' },
  name: { color: INK, textShadow: SHADOW } as TextStyle,
  when: { color: SOFT_INK, textShadow: SHADOW } as TextStyle,
}));

export interface ViewerBarProps {
  group: Group;
  photo: Photo | undefined;
  infoOpen: boolean;
  onInfo: () => void;
  onClose: () => void;
  onDownload: () => void;
  onTrash: () => void;
  onReport: (as: 'report' | 'hide') => void;
}

/** Who took the photo and when, and what can be done with it. */
export function ViewerBar({
  group,
  photo,
  infoOpen,
  onInfo,
  onClose,
  onDownload,
  onTrash,
  onReport,
}: ViewerBarProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  const { mutate: updateGroup } = useUpdateGroup(group.id);
  const makeCover = (coverPhotoId: string) =>
    updateGroup(
      { coverPhotoId },
      {
        onSuccess: () => showToast({ message: t('media.viewer.covered') }),
        onError: (error) => showToast({ message: explain(error), tone: 'problem' }),
      },
    );
  const mayTrash = photo?.abilities.trash === true && photo.trashedAt === null;
  const more: MenuItem[] =
    photo?.state === 'ready' && photo.trashedAt === null && group.abilities.manage
      ? [{ title: t('media.viewer.cover'), icon: 'image', onPress: () => makeCover(photo.id) }]
      : [];
  if (photo && canSharePhoto(photo))
    more.unshift({ title: t('media.viewer.share'), icon: 'share', onPress: () => void sharePhoto(photo) });
  if (photo?.abilities.report) {
    if (photo.hidden === null)
      more.push({ title: t('hiding.ask'), icon: 'eye-off', onPress: () => onReport('hide') });
    more.push({ title: t('report.photo'), icon: 'flag', onPress: () => onReport('report') });
  }
  const taken = photo ? whenTaken(photo) : null;
  return (
    <View style={[styles.bar, { paddingTop: insets.top + 8 }]}>
      <ViewerButton icon="back" label={t('media.viewer.close')} onPress={onClose} />
      <View style={styles.words}>
        {photo && taken ? (
          <>
            <Text variant="label" numberOfLines={1} style={styles.name}>
              {uploaderName(photo)}
            </Text>
            <Text variant="caption" numberOfLines={1} style={styles.when}>
              {wide ? t('media.viewer.addedWhen', taken) : shortMoment(photo)}
            </Text>
          </>
        ) : null}
      </View>
      {photo ? (
        <>
          <ViewerButton
            icon="info"
            label={t(infoOpen ? 'media.viewer.hideInfo' : 'media.viewer.info')}
            expanded={infoOpen}
            onPress={onInfo}
          />
          {photo?.abilities.download ? (
            <ViewerButton icon="download" label={t('media.viewer.download')} onPress={onDownload} />
          ) : null}
          {mayTrash ? <ViewerButton icon="trash" label={t('media.viewer.trash')} onPress={onTrash} /> : null}
          {more.length > 0 ? (
            <Menu
              label={t('media.viewer.more')}
              items={more}
              trigger={({ ref, onPress, expanded }) => (
                <ViewerButton
                  ref={ref as never}
                  icon="more"
                  label={t('media.viewer.more')}
                  expanded={expanded}
                  onPress={onPress}
                />
              )}
            />
          ) : null}
        </>
      ) : null}
    </View>
  );
}
