import type { Photo } from '@wmory/contract';
import { ScrollView, View } from 'react-native';
import { Picture } from '@/components/picture';
import { useSteadyAddress } from '@/lib/steady-address';
import { nameOf } from '../day';
import { SlideNote } from './slide-note';
import { MOST, type Size, wholeSize } from './zoom';

/** A photo on the stage; the system zooms it where it can. */
export function Slide({ photo, stage, renew }: { photo: Photo; stage: Size; renew: () => void }) {
  const { url, onError } = useSteadyAddress(photo.urls?.preview ?? null, renew);
  const size = wholeSize(photo, stage);
  const centre = { ...stage, alignItems: 'center', justifyContent: 'center' } as const;
  if (photo.state !== 'ready') {
    return (
      <View style={centre}>
        <SlideNote photo={photo} />
      </View>
    );
  }
  return (
    <ScrollView
      style={stage}
      contentContainerStyle={centre}
      maximumZoomScale={MOST}
      minimumZoomScale={1}
      centerContent
      showsHorizontalScrollIndicator={false}
      showsVerticalScrollIndicator={false}
    >
      <View style={size}>
        {url ? (
          <Picture
            url={url}
            thumbhash={photo.thumbhash}
            label={nameOf(photo)}
            fit="contain"
            onError={onError}
          />
        ) : null}
      </View>
    </ScrollView>
  );
}
