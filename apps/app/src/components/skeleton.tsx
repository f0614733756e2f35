import { useEffect, useRef } from 'react';
import { Animated } from 'react-native';
import { stylesheet, useReducedMotion } from '@/lib/theme';
import type { SkeletonProps } from './skeleton-props';

const useStyles = stylesheet(({ colors, radius }) => ({
  block: { backgroundColor: colors.sunken, borderRadius: radius.sm },
}));

/** Stands where something will be; breathes slowly, unless less motion is asked for. */
export function Skeleton({ width = '100%', height = 16, round, style }: SkeletonProps) {
  const styles = useStyles();
  const still = useReducedMotion();
  const opacity = useRef(new Animated.Value(1)).current;
  useEffect(() => {
    if (still) return;
    const step = (toValue: number) =>
      Animated.timing(opacity, {
        toValue,
        duration: 800,
        useNativeDriver: true,
        isInteraction: false,
      });
    const breathing = Animated.loop(Animated.sequence([step(0.5), step(1)]));
    breathing.start();
    return () => breathing.stop();
  }, [opacity, still]);
  return (
    <Animated.View
      aria-hidden
      style={[
        styles.block,
        { width, height, opacity },
        round === undefined ? null : { borderRadius: round },
        style,
      ]}
    />
  );
}
