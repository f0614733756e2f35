import { useEffect, useRef } from 'react';
import { View } from 'react-native';
import { stylesheet, useReducedMotion } from '@/lib/theme';
import type { SkeletonProps } from './skeleton-props';

const useStyles = stylesheet(({ colors, radius }) => ({
  block: { backgroundColor: colors.sunken, borderRadius: radius.sm },
}));

const frames = [{ opacity: 1 }, { opacity: 0.5 }];
const timing: KeyframeAnimationOptions = {
  duration: 800,
  iterations: Number.POSITIVE_INFINITY,
  direction: 'alternate',
  easing: 'ease-in-out',
};

/** Stands where something will be; breathes slowly, unless less motion is asked for. */
export function Skeleton({ width = '100%', height = 16, round, style }: SkeletonProps) {
  const styles = useStyles();
  const still = useReducedMotion();
  const ref = useRef<View>(null);
  useEffect(() => {
    if (still) return;
    const breathing = (ref.current as unknown as HTMLElement | null)?.animate(frames, timing);
    return () => breathing?.cancel();
  }, [still]);
  return (
    <View
      ref={ref}
      aria-hidden
      style={[styles.block, { width, height }, round === undefined ? null : { borderRadius: round }, style]}
    />
  );
}
