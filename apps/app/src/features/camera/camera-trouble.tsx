import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Linking, Platform, View } from 'react-native';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { stylesheet } from '@/lib/theme';
import type { CameraProblem } from './camera';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  place: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    alignItems: 'center',
    justifyContent: 'center',
    padding: space.lg,
  },
  card: { width: '100%', maxWidth: 460, borderRadius: radius.xl, backgroundColor: colors.surface },
}));

export interface CameraTroubleProps {
  problem: CameraProblem | 'forbidden';
  onRetry: () => void;
  /** The other way. */
  children?: ReactNode;
}

/** Why there is no picture, what to do about it, and the other way to get there. */
export function CameraTrouble({ problem, onRetry, children }: CameraTroubleProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const native = Platform.OS !== 'web';
  const again = problem === 'denied' || problem === 'busy' || problem === 'none';
  return (
    <View style={styles.place}>
      <View style={styles.card}>
        <EmptyState
          icon="camera"
          title={t(`camera.trouble.${problem}.title`)}
          body={t(
            problem === 'denied' && native ? 'camera.trouble.deniedNative' : `camera.trouble.${problem}.body`,
          )}
          alert
        >
          {problem === 'denied' && native ? (
            <Button
              title={t('camera.openSettings')}
              variant="primary"
              onPress={() => void Linking.openSettings()}
            />
          ) : null}
          {again ? <Button title={t('common.retry')} icon="refresh" onPress={onRetry} /> : null}
          {children}
        </EmptyState>
      </View>
    </View>
  );
}
