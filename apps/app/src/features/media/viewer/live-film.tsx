import { useEventListener } from 'expo';
import { useVideoPlayer, VideoView } from 'expo-video';
import { useState } from 'react';
import { StyleSheet } from 'react-native';
import { GROUND } from './colours';
import type { LiveFilmProps } from './live-film-props';

/** The film of a live photo, once and without its sound; the still shows until its first picture is there. */
export function LiveFilm({ url, label, onEnd, onFail }: LiveFilmProps) {
  const [begun, setBegun] = useState(false);
  const player = useVideoPlayer(url, (made) => {
    made.muted = true;
    // Whatever else the device plays goes on.
    made.audioMixingMode = 'mixWithOthers';
    made.play();
  });
  useEventListener(player, 'playToEnd', onEnd);
  useEventListener(player, 'statusChange', ({ status }) => {
    if (status === 'error') onFail();
  });
  return (
    <VideoView
      player={player}
      accessibilityLabel={label}
      contentFit="contain"
      nativeControls={false}
      onFirstFrameRender={() => setBegun(true)}
      style={[StyleSheet.absoluteFill, { backgroundColor: GROUND, opacity: begun ? 1 : 0 }]}
      pointerEvents="none"
    />
  );
}
