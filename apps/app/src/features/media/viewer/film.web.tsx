import type { KeyboardEvent } from 'react';
import type { FilmProps } from './film-props';

/** Keys with which a film is played; elsewhere in the viewer they lead to other photos. */
const OWN = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' ']);

/** A film that plays over its picture. */
export function Film({ url, from, label, onFail }: FilmProps) {
  const keep = (event: KeyboardEvent) => {
    if (OWN.has(event.key)) event.nativeEvent.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/useMediaCaption: what friends film has none
    <video
      src={url}
      aria-label={label}
      autoPlay
      controls
      playsInline
      onLoadedMetadata={({ currentTarget }) => {
        currentTarget.currentTime = from;
      }}
      onError={({ currentTarget }) => onFail(currentTarget.currentTime)}
      onKeyDown={keep}
      style={{ position: 'absolute', inset: 0, width: '100%', height: '100%', background: '#000000' }}
    />
  );
}
