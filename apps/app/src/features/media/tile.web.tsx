import type { Photo } from '@wmory/contract';
import { type CSSProperties, type MouseEvent, memo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUploadIdOf } from '@/features/uploads/uploads';
import { usePreview } from '@/features/uploads/use-preview';
import { useTheme } from '@/lib/theme';
import { thumbhashUrl } from '@/lib/thumbhash';
import { nameOf } from './day';
import { useFeedContext } from './feed-context';
import { useLongPress } from './long-press';
import { trashPhotos } from './remove';
import { isSelecting, selectTo, toggleSelected, useIsSelected, useIsSelecting } from './selection';
import { Shimmer } from './shimmer.web';
import { useSteadyAddress } from './steady-address';
import { SelectBox, TrashCorner } from './tile-corner.web';
import { TileNote } from './tile-note';
import { renewAddresses } from './use-feed';

const picture: CSSProperties = { display: 'block', width: '100%', height: '100%', objectFit: 'cover' };
const link: CSSProperties = {
  position: 'absolute',
  inset: 0,
  display: 'block',
  outline: 'none',
  WebkitTouchCallout: 'none',
};
/** Below the box, so that it shows on bright pictures. */
const shade: CSSProperties = {
  position: 'absolute',
  insetInline: 0,
  top: 0,
  height: 56,
  backgroundImage: 'linear-gradient(rgba(0, 0, 0, 0.45), transparent)',
};

/** An outline would lie under the picture. */
const ring: CSSProperties = {
  position: 'absolute',
  inset: 0,
  borderWidth: 3,
  borderStyle: 'solid',
  boxShadow: 'inset 0 0 0 2px #FFFFFF',
};

export interface TileProps {
  photo: Photo;
  width: number;
  height: number;
}

/** What is to be seen of a photo: the thumbnail over its blur, or why there is none. */
function Face({ photo, small, name }: { photo: Photo; small: boolean; name: string }) {
  const { groupId, order } = useFeedContext();
  const renew = () => renewAddresses(groupId, order, photo);
  const { url, onError } = useSteadyAddress(photo.urls?.thumb ?? null, renew);
  const processing = photo.state === 'processing';
  const preview = usePreview(useUploadIdOf(processing ? photo.id : null));
  return (
    <>
      {url ? (
        <img
          src={url}
          alt={name}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={onError}
          style={picture}
        />
      ) : null}
      {processing ? <Shimmer preview={preview} /> : null}
      <TileNote photo={photo} small={small} />
    </>
  );
}

/** One photo of the feed: a link to it, and the box that selects it. */
export const Tile = memo(function Tile({ photo, width, height }: TileProps) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { groupId, round, shownIds, open } = useFeedContext();
  const selected = useIsSelected(photo.id);
  const selecting = useIsSelecting();
  const [lit, setLit] = useState(false);
  const [ringed, setRinged] = useState(false);
  const press = useLongPress(() => toggleSelected(photo.id));
  const { id, state, thumbhash, abilities } = photo;
  const blur = thumbhash ? thumbhashUrl(thumbhash) : null;
  const name = nameOf(photo);

  const pick = (event: MouseEvent) => {
    event.preventDefault();
    if (event.shiftKey) selectTo(id, shownIds());
    else toggleSelected(id);
  };
  const click = (event: MouseEvent) => {
    if (press.consume()) event.preventDefault();
    else if (isSelecting()) pick(event);
    else if (!event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      open(id);
    }
  };
  const unseen = {
    ready: undefined,
    processing: t('media.feed.preparingLabel', { name }),
    failed: t('media.feed.failedLabel', { name }),
  };
  const frame: CSSProperties = {
    position: 'absolute',
    inset: selected ? Math.round(Math.min(width, height) * 0.08) : 0,
    borderRadius: selected ? 4 : round,
    overflow: 'hidden',
    backgroundColor: colors.sunken,
    backgroundImage: blur ? `url(${blur})` : undefined,
    backgroundSize: 'cover',
    transition: 'inset 120ms',
  };
  return (
    <div
      data-tile={id}
      style={{
        position: 'relative',
        width,
        height,
        flexShrink: 0,
        borderRadius: round,
        overflow: 'hidden',
        backgroundColor: selected ? colors.accentSoft : 'transparent',
      }}
      onPointerEnter={(event) => event.pointerType === 'mouse' && setLit(true)}
      onPointerLeave={() => setLit(false)}
    >
      <a
        href={`/groups/${groupId}/photos/${id}`}
        data-photo={id}
        aria-label={unseen[state]}
        onClick={click}
        onFocus={(event) => setRinged(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setRinged(false)}
        draggable={false}
        style={link}
        {...press.handlers}
      >
        <div style={frame}>
          <Face photo={photo} small={Math.min(width, height) < 96} name={name} />
          {(lit || ringed) && !selected ? <div style={shade} /> : null}
        </div>
        {ringed ? <div style={{ ...ring, borderRadius: round, borderColor: colors.accentInk }} /> : null}
      </a>
      {state === 'failed' && abilities.trash && !selecting ? (
        <TrashCorner
          label={`${t('media.viewer.trash')}: ${name}`}
          onPress={() => void trashPhotos(groupId, [photo])}
        />
      ) : null}
      <SelectBox
        on={selected}
        shown={lit || ringed || selecting}
        label={t('media.select.photo', { name })}
        onPress={pick}
      />
    </div>
  );
});
