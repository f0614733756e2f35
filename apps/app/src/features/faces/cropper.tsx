import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { PanResponder, View, type ViewStyle } from 'react-native';
import { IconButton } from '@/components/icon-button';
import { Picture } from '@/components/picture';
import { Text } from '@/components/text';
import { stylesheet } from '@/lib/theme';
import { type ChosenPicture, type Crop, MAX_ZOOM, movedBy, squareOf, zoomedBy } from './crop';

/** Points of a side of the frame. */
const FRAME = 256;
/** Of a press of a key or button. */
const STEP = 0.05;
const FACTOR = 1.25;

const useStyles = stylesheet(({ colors, radius, space }) => ({
  stage: { alignItems: 'center', gap: space.md },
  frame: {
    width: FRAME,
    height: FRAME,
    borderRadius: radius.full,
    overflow: 'hidden',
    backgroundColor: colors.sunken,
    // The place of the picture is counted from the left in every language.
    direction: 'ltr',
    cursor: 'grab',
    touchAction: 'none',
    userSelect: 'none',
  } as unknown as ViewStyle,
  zoom: { flexDirection: 'row', gap: space.sm },
  hint: { textAlign: 'center' },
}));

const steps: Record<string, readonly [number, number]> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

export interface CropperProps {
  picture: ChosenPicture;
  crop: Crop;
  onChange: (crop: Crop) => void;
}

/** Shows a picture as it is to be seen, to be moved and made larger by hand or keys. */
export function Cropper({ picture, crop, onChange }: CropperProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const now = useRef({ crop, onChange });
  now.current = { crop, onChange };
  const pan = useMemo(() => {
    let start = now.current.crop;
    return PanResponder.create({
      onStartShouldSetPanResponder: () => true,
      onMoveShouldSetPanResponder: () => true,
      onPanResponderTerminationRequest: () => false,
      onPanResponderGrant() {
        start = now.current.crop;
      },
      onPanResponderMove: (_, { dx, dy }) =>
        now.current.onChange(movedBy(picture, start, dx / FRAME, dy / FRAME)),
    });
  }, [picture]);
  const square = squareOf(picture, crop);
  const scale = FRAME / square.side;
  const zoom = (factor: number) => onChange(zoomedBy(picture, crop, factor));
  const onKeyDown = (event: { key: string; preventDefault(): void }) => {
    const { key } = event;
    const step = steps[key];
    if (step) onChange(movedBy(picture, crop, ...step));
    else if (key === '+' || key === '-') zoom(key === '+' ? FACTOR : 1 / FACTOR);
    else return;
    event.preventDefault();
  };
  return (
    <View style={styles.stage}>
      <View
        {...pan.panHandlers}
        style={styles.frame}
        role="group"
        aria-label={t('picture.frame')}
        tabIndex={0}
        {...({ onKeyDown } as object)}
      >
        <View
          style={{
            width: picture.width * scale,
            height: picture.height * scale,
            transform: [{ translateX: -square.x * scale }, { translateY: -square.y * scale }],
            pointerEvents: 'none',
          }}
        >
          <Picture url={picture.uri} thumbhash={null} label="" />
        </View>
      </View>
      <View style={styles.zoom}>
        <IconButton
          icon="minus"
          label={t('picture.smaller')}
          disabled={crop.zoom <= 1}
          onPress={() => zoom(1 / FACTOR)}
        />
        <IconButton
          icon="plus"
          label={t('picture.larger')}
          disabled={crop.zoom >= MAX_ZOOM}
          onPress={() => zoom(FACTOR)}
        />
      </View>
      <Text variant="small" tone="soft" style={styles.hint}>
        {t('picture.hint')}
      </Text>
    </View>
  );
}
