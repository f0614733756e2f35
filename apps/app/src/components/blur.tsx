import { Image } from 'expo-image';
import { StyleSheet } from 'react-native';

/** A ThumbHash (base64) alone, filling what it is in. */
export function Blur({ hash }: { hash: string }) {
  return (
    <Image
      placeholder={{ thumbhash: hash }}
      placeholderContentFit="cover"
      style={StyleSheet.absoluteFill}
      accessible={false}
    />
  );
}
