import { Image } from 'expo-image';
import { StyleSheet } from 'react-native';
import { serverOrigin } from '@/lib/server';

export interface PictureProps {
  url: string;
  /** Base64; drawn until the picture is there. */
  thumbhash: string | null;
  /** What it shows, for screen readers; empty where the words around say it. */
  label: string;
  /** `cover` fills its frame, `contain` shows all of it. */
  fit?: 'cover' | 'contain';
  onError?: () => void;
}

/** A picture from the server that fills what it is in. */
export function Picture({ url, thumbhash, label, fit = 'cover', onError }: PictureProps) {
  return (
    <Image
      source={url.startsWith('/') ? serverOrigin() + url : url}
      placeholder={thumbhash ? { thumbhash } : null}
      placeholderContentFit={fit}
      contentFit={fit}
      transition={160}
      recyclingKey={url}
      onError={() => onError?.()}
      style={StyleSheet.absoluteFill}
      accessibilityLabel={label}
      accessible={label !== ''}
    />
  );
}
