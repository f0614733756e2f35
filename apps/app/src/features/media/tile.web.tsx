import type { Photo } from '@wmory/contract';
import i18n from 'i18next';
import { type CSSProperties, memo, type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import { Icon } from '@/components/icon';
import { useUploadIdOf } from '@/features/uploads/upload-state';
import { usePreview } from '@/features/uploads/use-preview';
import { useSteadyAddress } from '@/lib/steady-address';
import { useTheme } from '@/lib/theme';
import { drawnThumbhash, thumbhashColor } from '@/lib/thumbhash';
import { nameOf } from './day';
import { useFeedContext } from './feed-context';
import { blurLater } from './later-blur.web';
import { filmOf } from './live-photo';
import { trashPhotos } from './remove';
import { Shimmer } from './shimmer.web';
import { TrashCorner } from './tile-corner.web';
import { sayFailure, TileNote } from './tile-note';
import { renewAddresses } from './use-feed';

export interface TileProps {
  photo: Photo;
  width: number;
  height: number;
  selected: boolean;
}

/** Stands where a picture is being prepared. */
function Preparing({ photo }: { photo: Photo }) {
  return <Shimmer preview={usePreview(useUploadIdOf(photo.id))} />;
}

/** What is behind a picture until it is there. */
function backgroundOf(thumbhash: string | null): CSSProperties {
  if (!thumbhash) return {};
  const blur = drawnThumbhash(thumbhash);
  if (blur) return { backgroundImage: `url(${blur})` };
  return { backgroundColor: thumbhashColor(thumbhash) ?? undefined };
}

/** Puts a picture into a place. Not by React, which would hear of each one that has come, and take as long as drawing it. */
function usePictureIn(
  place: RefObject<HTMLElement | null>,
  { url, alt, onError }: { url: string | null; alt: string; onError: () => void },
): void {
  const failed = useRef(onError);
  failed.current = onError;
  useLayoutEffect(() => {
    if (url === null) return;
    const picture = new Image();
    picture.alt = alt;
    picture.decoding = 'async';
    picture.draggable = false;
    picture.onerror = () => failed.current();
    picture.src = url;
    place.current?.prepend(picture);
    return () => picture.remove();
  }, [place, url, alt]);
}

/**
 * One photo of the feed: a link to it, and the box that selects it, in the corner where reading begins. As few elements
 * as do; what a mouse or a key does to its looks is in `page.css`, and what presses do in `tile-presses.web.ts`: thousands
 * of them fly by.
 */
export const Tile = memo(function Tile({ photo, width, height, selected }: TileProps) {
  const { colors } = useTheme();
  const { groupId, source, round } = useFeedContext();
  const face = useRef<HTMLAnchorElement>(null);
  const { id, state, thumbhash, abilities } = photo;
  const { url, onError } = useSteadyAddress(photo.urls?.thumb ?? null, () =>
    renewAddresses(groupId, source, photo),
  );
  const name = nameOf(photo);
  usePictureIn(face, { url, alt: name, onError });
  useEffect(() => {
    if (face.current && thumbhash && !drawnThumbhash(thumbhash)) return blurLater(face.current, thumbhash);
  }, [thumbhash]);

  const unseen = {
    ready: undefined,
    processing: () => i18n.t('media.feed.preparingLabel', { name }),
    failed: () => `${i18n.t('media.feed.failedLabel', { name })}. ${sayFailure(photo)}`,
  };
  const place: CSSProperties = { width, height, borderRadius: round };
  const frame: CSSProperties = { backgroundColor: colors.sunken, ...backgroundOf(thumbhash) };
  if (selected) {
    place.backgroundColor = colors.accentSoft;
    frame.inset = Math.round(Math.min(width, height) * 0.08);
    frame.borderRadius = 4;
  }
  return (
    <div className="tile" data-tile={id} style={place}>
      <a
        ref={face}
        className="tile-face"
        href={`/groups/${groupId}/photos/${id}`}
        data-photo={id}
        aria-label={unseen[state]?.()}
        draggable={false}
        style={frame}
      >
        {state === 'processing' ? <Preparing photo={photo} /> : null}
        {state === 'ready' && photo.hidden === null && photo.kind === 'image' && !filmOf(photo) ? null : (
          <TileNote photo={photo} small={Math.min(width, height) < 96} />
        )}
      </a>
      {state === 'failed' && abilities.trash ? (
        <TrashCorner
          label={`${i18n.t('media.viewer.trash')}: ${name}`}
          onPress={() => void trashPhotos(groupId, [photo])}
        />
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a press tells whether Shift is held, a change does not */}
      <button
        type="button"
        role="checkbox"
        className="tile-box"
        aria-checked={selected}
        aria-label={i18n.t('media.select.photo', { name })}
      >
        {selected ? (
          <span style={{ background: colors.accent, boxShadow: `0 0 0 2px ${colors.ground}` }}>
            <Icon name="check" size={16} color={colors.onAccent} />
          </span>
        ) : null}
      </button>
    </div>
  );
});
