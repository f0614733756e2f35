import { useState } from 'react';
import { GROUND } from './colours';
import type { LiveFilmProps } from './live-film-props';

/** The film of a live photo, once and without its sound; the still shows until its first picture is there. */
export function LiveFilm({ url, label, onEnd, onFail }: LiveFilmProps) {
  const [begun, setBegun] = useState(false);
  return (
    <video
      src={url}
      aria-label={label}
      autoPlay
      muted
      playsInline
      onPlaying={() => setBegun(true)}
      onEnded={onEnd}
      onError={onFail}
      style={{
        position: 'absolute',
        inset: 0,
        width: '100%',
        height: '100%',
        background: GROUND,
        opacity: begun ? 1 : 0,
        pointerEvents: 'none',
      }}
    />
  );
}
