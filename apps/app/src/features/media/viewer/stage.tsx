import { useEffect, useRef, useState } from 'react';
import { Pressable, ScrollView, StyleSheet, View } from 'react-native';
import { Slide } from './slide';
import type { StageProps } from './stage-props';
import type { Size } from './zoom';

/** The photo that is looked at between its neighbours; swiping pages through them. */
export function Stage({ photo, previous, next, onStep, onTap, renew }: StageProps) {
  const pages = useRef<ScrollView>(null);
  const [stage, setStage] = useState<Size | null>(null);
  const slides = [previous, photo, next].filter((each) => each !== null);
  const at = previous ? 1 : 0;
  const width = stage?.width ?? 0;

  // After each step the photo is in the middle again.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a step changes the photo and nothing else
  useEffect(() => {
    if (width > 0) pages.current?.scrollTo({ x: at * width, animated: false });
  }, [photo.id, at, width]);

  return (
    <View style={StyleSheet.absoluteFill} onLayout={({ nativeEvent }) => setStage(nativeEvent.layout)}>
      {stage ? (
        <ScrollView
          ref={pages}
          horizontal
          pagingEnabled
          contentOffset={{ x: at * width, y: 0 }}
          showsHorizontalScrollIndicator={false}
          onMomentumScrollEnd={({ nativeEvent }) => {
            const by = Math.round(nativeEvent.contentOffset.x / width) - at;
            if (by === 1 || by === -1) onStep(by);
          }}
        >
          {slides.map((each) => (
            <Pressable key={each.id} onPress={onTap} accessible={false}>
              <Slide photo={each} stage={stage} renew={each.id === photo.id ? renew : () => {}} />
            </Pressable>
          ))}
        </ScrollView>
      ) : null}
    </View>
  );
}
