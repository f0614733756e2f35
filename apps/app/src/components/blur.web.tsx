import { thumbhashUrl } from '@/lib/thumbhash';

/** A ThumbHash (base64) alone, filling what it is in. */
export function Blur({ hash }: { hash: string }) {
  return (
    <div
      style={{
        position: 'absolute',
        inset: 0,
        backgroundImage: `url(${thumbhashUrl(hash) ?? ''})`,
        backgroundSize: 'cover',
        backgroundPosition: 'center',
      }}
    />
  );
}
