import { type CSSProperties, useEffect, useRef } from 'react';
import { useTheme } from '@/lib/theme';

const fill: CSSProperties = { position: 'absolute', inset: 0, overflow: 'hidden' };
const picture: CSSProperties = { display: 'block', width: '100%', height: '100%', objectFit: 'cover' };
const frames = [{ opacity: 1 }, { opacity: 0.55 }];
const timing: KeyframeAnimationOptions = {
  duration: 900,
  iterations: Number.POSITIVE_INFINITY,
  direction: 'alternate',
  easing: 'ease-in-out',
};

/** A soft light that comes and goes while a picture is being prepared, over a preview where there is one. */
export function Shimmer({ preview }: { preview: string | null }) {
  const ref = useRef<HTMLDivElement>(null);
  const { colors } = useTheme();
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const glow = ref.current?.animate(frames, timing);
    return () => glow?.cancel();
  }, []);
  return (
    <div ref={ref} style={{ ...fill, backgroundColor: colors.line }}>
      {preview ? <img src={preview} alt="" style={picture} draggable={false} /> : null}
    </div>
  );
}
