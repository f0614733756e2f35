import { useEventListener } from 'expo';
import { useVideoPlayer, VideoView } from 'expo-video';
import { StyleSheet } from 'react-native';
import type { FilmProps } from './film-props';

/** A film that plays over its picture. */
export function Film({ url, from, label, onFail }: FilmProps) {
  const player = useVideoPlayer(url, (made) => {
    made.currentTime = from;
    made.play();
  });
  useEventListener(player, 'statusChange', ({ status }) => {
    if (status === 'error') onFail(player.currentTime);
  });
  return (
    <VideoView
      player={player}
      accessibilityLabel={label}
      contentFit="contain"
      nativeControls
      style={[StyleSheet.absoluteFill, { backgroundColor: '#000000' }]}
    />
  );
}
