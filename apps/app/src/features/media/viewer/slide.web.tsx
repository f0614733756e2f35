import type { Photo } from '@wmory/contract';
import { type CSSProperties, type Ref, useState } from 'react';
import { direction } from '@/i18n';
import { useSteadyAddress } from '@/lib/steady-address';
import { thumbhashUrl } from '@/lib/thumbhash';
import { nameOf } from '../day';
import { useShownSource } from '../feed-place';
import { renewAddresses } from '../use-feed';
import { SlideNote } from './slide-note';
import { type Size, wholeSize } from './zoom';

const layer: CSSProperties = {
  position: 'absolute',
  inset: 0,
  width: '100%',
  height: '100%',
  display: 'block',
};

const forward = () => (direction() === 'rtl' ? -1 : 1);

export interface SlideProps {
  ref?: Ref<HTMLDivElement>;
  photo: Photo;
  stage: Size;
  /** -1, 0, 1: where it lies beside the one that is looked at. */
  place: number;
  renew: () => void;
}

/** A photo on the stage: the preview over the thumbnail over the blur, so that nothing flashes. */
export function Slide({ ref, photo, stage, place, renew }: SlideProps) {
  const source = useShownSource(photo.groupId);
  const size = wholeSize(photo, stage);
  const renewAll = () => {
    renew();
    renewAddresses(photo.groupId, source, photo);
  };
  const thumb = useSteadyAddress(photo.urls?.thumb ?? null, renewAll);
  const preview = useSteadyAddress(photo.urls?.preview ?? null, renewAll);
  const [drawn, setDrawn] = useState<string | null>(null);
  const blur = photo.thumbhash ? thumbhashUrl(photo.thumbhash) : null;
  return (
    <div
      aria-hidden={place !== 0}
      style={{
        position: 'absolute',
        inset: 0,
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        overflow: 'hidden',
        transform: place === 0 ? undefined : `translateX(${place * forward() * (stage.width + 24)}px)`,
      }}
    >
      {photo.state === 'ready' ? (
        <div
          ref={ref}
          style={{
            position: 'relative',
            flexShrink: 0,
            width: size.width,
            height: size.height,
            backgroundImage: blur ? `url(${blur})` : undefined,
            backgroundSize: '100% 100%',
          }}
        >
          {thumb.url ? (
            <img src={thumb.url} alt="" aria-hidden draggable={false} onError={thumb.onError} style={layer} />
          ) : null}
          {preview.url ? (
            <img
              src={preview.url}
              alt={nameOf(photo)}
              draggable={false}
              decoding="async"
              fetchPriority={place === 0 ? 'high' : 'low'}
              onLoad={() => setDrawn(preview.url)}
              onError={preview.onError}
              // What is half loaded would show from the top down.
              style={{ ...layer, opacity: drawn === preview.url ? 1 : 0 }}
            />
          ) : null}
        </div>
      ) : (
        <SlideNote photo={photo} />
      )}
    </div>
  );
}
