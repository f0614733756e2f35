import type { Photo } from '@wmory/contract';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Blur } from '@/components/blur';
import { Icon } from '@/components/icon';
import { Picture } from '@/components/picture';
import { Skeleton } from '@/components/skeleton';
import { Touch } from '@/components/touch';
import { useSteadyAddress } from '@/lib/steady-address';
import { stylesheet, useTheme } from '@/lib/theme';
import { nameOf } from './day';
import { useFeedContext } from './feed-context';
import { toggleSelected, useIsSelecting } from './selection';
import { sayFailure, TileNote } from './tile-note';
import { renewAddresses } from './use-feed';

const useStyles = stylesheet(({ colors, radius }) => ({
  tile: { backgroundColor: colors.sunken, overflow: 'hidden' },
  frame: { flex: 1, overflow: 'hidden' },
  chosen: { backgroundColor: colors.accentSoft },
  inner: { margin: 10, borderRadius: radius.sm },
  disc: {
    position: 'absolute',
    top: 8,
    start: 8,
    width: 24,
    height: 24,
    borderRadius: radius.full,
    borderWidth: 2,
    borderColor: '#FFFFFF',
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: 'rgba(0, 0, 0, 0.25)',
  },
  discOn: { backgroundColor: colors.accent, borderColor: colors.ground },
}));

export interface TileProps {
  photo: Photo;
  width: number;
  height: number;
  selected: boolean;
}

/** One photo of the feed. */
export const Tile = memo(function Tile({ photo, width, height, selected }: TileProps) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const { groupId, source, round, open } = useFeedContext();
  const selecting = useIsSelecting();
  const { url, onError } = useSteadyAddress(photo.urls?.thumb ?? null, () =>
    renewAddresses(groupId, source, photo),
  );
  const name = nameOf(photo);
  const processing = photo.state === 'processing';
  const said = {
    ready: name,
    processing: t('media.feed.preparingLabel', { name }),
    failed: `${t('media.feed.failedLabel', { name })}. ${sayFailure(photo)}`,
  };
  return (
    <Touch
      label={said[photo.state]}
      role={selecting ? 'checkbox' : 'button'}
      {...(selecting ? { 'aria-checked': selected } : {})}
      onPress={() => (selecting ? toggleSelected(photo.id) : open(photo.id))}
      onLongPress={() => toggleSelected(photo.id)}
      style={[styles.tile, { width, height, borderRadius: round }, selected && styles.chosen]}
    >
      <View style={[styles.frame, selected && styles.inner]}>
        {photo.thumbhash ? <Blur hash={photo.thumbhash} /> : null}
        {url ? <Picture url={url} thumbhash={photo.thumbhash} label="" onError={onError} /> : null}
        {processing ? <Skeleton height={height} round={0} /> : null}
        <TileNote photo={photo} small={Math.min(width, height) < 96} />
      </View>
      {selecting ? (
        <View style={[styles.disc, selected && styles.discOn]}>
          {selected ? <Icon name="check" size={16} color={colors.onAccent} /> : null}
        </View>
      ) : null}
    </Touch>
  );
});
