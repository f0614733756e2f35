import { useState } from 'react';
import { thumbhashUrl } from '@/lib/thumbhash';
import type { PictureProps } from './picture';

/** A picture from the server that fills what it is in. */
export function Picture({ url, thumbhash, label, fit = 'cover', onError }: PictureProps) {
  const [shown, setShown] = useState<string | null>(null);
  const blur = thumbhash ? thumbhashUrl(thumbhash) : null;
  return (
    <div
      style={{
        position: 'absolute',
        inset: 0,
        backgroundImage: blur ? `url(${blur})` : undefined,
        backgroundSize: fit,
        backgroundPosition: 'center',
        backgroundRepeat: 'no-repeat',
      }}
    >
      <img
        src={url}
        alt={label}
        loading="lazy"
        decoding="async"
        draggable={false}
        onLoad={() => setShown(url)}
        onError={onError}
        style={{
          width: '100%',
          height: '100%',
          objectFit: fit,
          display: 'block',
          opacity: shown === url ? 1 : 0,
          transition: 'opacity 160ms',
        }}
      />
    </div>
  );
}
