import { useTranslation } from 'react-i18next';
import { Image, View } from 'react-native';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { stylesheet, TARGET } from '@/lib/theme';
import { GROUND, INK, VEIL } from '../media/viewer/colours';
import { ViewerButton } from '../media/viewer/viewer-button';
import type { CameraPowers, FlashMode, Shot } from './camera';
import { Shutter, type ShutterProps } from './shutter';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  foot: { gap: space.lg, alignItems: 'center', paddingBottom: space.xl },
  zoom: {
    flexDirection: 'row',
    alignItems: 'center',
    borderRadius: radius.full,
    backgroundColor: VEIL,
  },
  factor: { color: INK, minWidth: 44, textAlign: 'center', fontVariant: ['tabular-nums'] },
  row: {
    width: '100%',
    maxWidth: 420,
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'space-between',
    paddingHorizontal: space.xl,
  },
  side: { width: 60, height: 60, alignItems: 'center', justifyContent: 'center' },
  last: {
    width: 56,
    height: 56,
    borderRadius: radius.md,
    borderWidth: 2,
    borderColor: INK,
    overflow: 'hidden',
  },
  fill: { width: '100%', height: '100%' },
  count: {
    position: 'absolute',
    top: -8,
    end: -8,
    minWidth: 24,
    height: 24,
    borderRadius: radius.full,
    paddingHorizontal: 6,
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: colors.accent,
    borderWidth: 2,
    borderColor: GROUND,
  },
  countText: { color: colors.onAccent, fontVariant: ['tabular-nums'] },
  flash: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingHorizontal: space.md,
    borderRadius: radius.full,
    backgroundColor: VEIL,
  },
  ink: { color: INK },
}));

export interface FlashButtonProps {
  modes: readonly FlashMode[];
  flash: FlashMode;
  onChange: (flash: FlashMode) => void;
}

/** Goes through the modes of the flash; nothing where there is none. */
export function FlashButton({ modes, flash, onChange }: FlashButtonProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  if (modes.length < 2) return null;
  const next = modes[(modes.indexOf(flash) + 1) % modes.length] ?? 'off';
  return (
    <Touch
      label={`${t('camera.flash')}: ${t(`camera.flashMode.${flash}`)}`}
      onPress={() => onChange(next)}
      style={styles.flash}
    >
      <Text variant="label" style={styles.ink}>
        {t('camera.flash')}: {t(`camera.flashMode.${flash}`)}
      </Text>
    </Touch>
  );
}

const STEP = 0.2;

export interface CameraControlsProps {
  powers: CameraPowers | null;
  zoom: number;
  onZoom: (zoom: number) => void;
  onFlip: () => void;
  shots: readonly Shot[];
  onReview: () => void;
  onShot: ShutterProps['onShot'];
}

/** Below the picture: zoom, what was taken, the shutter, the other camera. */
export function CameraControls(props: CameraControlsProps) {
  const { powers, zoom, onZoom, onFlip, shots, onReview, onShot } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const last = shots.at(-1);
  const by = (step: number) => onZoom(Math.min(1, Math.max(0, Math.round((zoom + step) * 10) / 10)));
  return (
    <View style={styles.foot}>
      {powers?.zoomName ? (
        <View style={styles.zoom} role="group" aria-label={t('camera.zoom')}>
          <ViewerButton icon="minus" label={t('camera.zoomOut')} onPress={() => by(-STEP)} />
          <Text variant="label" style={styles.factor} aria-live="polite">
            {powers.zoomName(zoom)}
          </Text>
          <ViewerButton icon="plus" label={t('camera.zoomIn')} onPress={() => by(STEP)} />
        </View>
      ) : null}
      <View style={styles.row}>
        <View style={styles.side}>
          {last ? (
            <Touch label={t('camera.review', { count: shots.length })} onPress={onReview}>
              <View style={styles.last}>
                <Image source={{ uri: last.url }} style={styles.fill} resizeMode="cover" alt="" />
              </View>
              {shots.length > 1 ? (
                <View style={styles.count}>
                  <Text variant="caption" style={styles.countText}>
                    {shots.length}
                  </Text>
                </View>
              ) : null}
            </Touch>
          ) : null}
        </View>
        <Shutter disabled={powers === null} onShot={onShot} />
        <View style={styles.side}>
          {powers?.flip ? (
            <ViewerButton icon="flip" label={t('camera.flip')} onPress={onFlip} floating />
          ) : null}
        </View>
      </View>
    </View>
  );
}
