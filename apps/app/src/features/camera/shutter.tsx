import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pressable, View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { INK, PRESS } from '../media/viewer/colours';

const SIDE = 76;
/** Milliseconds. */
const HOLD = 400;

const useStyles = stylesheet(({ radius }) => ({
  ring: {
    width: SIDE,
    height: SIDE,
    borderRadius: radius.full,
    borderWidth: 4,
    borderColor: INK,
    padding: 5,
  },
  disc: { flex: 1, borderRadius: radius.full, backgroundColor: INK },
  down: { transform: [{ scale: 0.9 }] },
  off: { opacity: 0.4 },
  held: { backgroundColor: PRESS },
}));

export interface ShutterProps {
  disabled: boolean;
  /** Takes one photo; resolves once the next can be taken. `quick`: one of a burst. */
  onShot: (quick: boolean) => Promise<boolean>;
}

/** The most photos of one burst. */
const MOST = 30;

/** Takes a photo when pressed, and one after the other while it is held. */
export function Shutter({ disabled, onShot }: ShutterProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  const holding = useRef(false);
  const end = () => {
    holding.current = false;
    setHeld(false);
  };
  useEffect(
    () => () => {
      holding.current = false;
    },
    [],
  );
  const burst = async () => {
    holding.current = true;
    setHeld(true);
    for (let count = 0; holding.current && count < MOST; count++) if (!(await onShot(true))) break;
    end();
  };
  return (
    <Pressable
      role="button"
      aria-label={t('camera.shutter')}
      accessibilityHint={t('camera.burst')}
      disabled={disabled}
      aria-disabled={disabled}
      delayLongPress={HOLD}
      onPress={() => void onShot(false)}
      onLongPress={() => void burst()}
      onPressOut={end}
      style={[styles.ring, disabled && styles.off]}
    >
      {({ pressed }) => <View style={[styles.disc, pressed && styles.down, held && styles.held]} />}
    </Pressable>
  );
}
