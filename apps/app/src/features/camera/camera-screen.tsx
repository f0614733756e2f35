import { useRouter } from 'expo-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityIndicator, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Loading } from '@/components/loading';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { stylesheet } from '@/lib/theme';
import { useThisGroup } from '../groups/this-group';
import { useKeys } from '../media/keys';
import { INK } from '../media/viewer/colours';
import { ViewerButton } from '../media/viewer/viewer-button';
import { ViewerFrame } from '../media/viewer/viewer-frame';
import { choosePhotos, takeFiles } from '../uploads/choose-photos';
import { guardLeaving } from '../uploads/connection';
import type { CameraPowers, CameraProblem, CameraStageHandle, Facing, FlashMode } from './camera';
import { CameraControls, FlashButton } from './camera-controls';
import { CameraStage } from './camera-stage';
import { CameraTrouble } from './camera-trouble';
import { ShotReview } from './shot-review';
import { useShots } from './use-shots';

const useStyles = stylesheet(({ space }) => ({
  page: { flex: 1, minWidth: 0 },
  bar: { flexDirection: 'row', alignItems: 'center', gap: space.sm, padding: space.sm, minHeight: 60 },
  title: { flex: 1, color: INK },
  picture: { flex: 1, overflow: 'hidden' },
  middle: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    alignItems: 'center',
    justifyContent: 'center',
  },
  foot: { paddingTop: space.lg },
  said: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', opacity: 0 },
}));

/** Takes photos for a group: they are looked through here and then go into its uploads. */
export function CameraScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const router = useRouter();
  const insets = useSafeAreaInsets();
  const group = useThisGroup();
  const stage = useRef<CameraStageHandle>(null);
  const { shots, add, drop, release } = useShots();
  const [facing, setFacing] = useState<Facing>('environment');
  const [flash, setFlash] = useState<FlashMode>('off');
  const [zoom, setZoom] = useState(0);
  const [powers, setPowers] = useState<CameraPowers | null>(null);
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  const [tries, setTries] = useState(0);
  const [reviewing, setReviewing] = useState(false);
  const [leaving, setLeaving] = useState(false);
  usePageTitle(t('camera.title', { group: group.name }));

  const unsaved = useRef(0);
  unsaved.current = shots.length;
  useEffect(() => guardLeaving(() => unsaved.current > 0), []);

  const leave = () => (router.canGoBack() ? router.back() : router.replace(`/groups/${group.id}`));
  const close = () => {
    if (reviewing) setReviewing(false);
    else if (shots.length > 0) setLeaving(true);
    else leave();
  };
  const restart = () => {
    setPowers(null);
    setProblem(null);
    setZoom(0);
    setFlash('off');
    setTries((count) => count + 1);
  };
  const ready = useCallback((able: CameraPowers) => setPowers(able), []);
  const fail = useCallback((cause: CameraProblem) => {
    setPowers(null);
    setProblem(cause);
  }, []);
  const busy = useRef(false);
  const shoot = async (quick: boolean): Promise<boolean> => {
    if (busy.current || !stage.current) return false;
    busy.current = true;
    try {
      add(await stage.current.take(quick));
      return true;
    } catch {
      showToast({ message: t('camera.failed'), tone: 'problem' });
      return false;
    } finally {
      busy.current = false;
    }
  };
  const upload = () => {
    void takeFiles(group, release());
    leave();
  };
  useKeys({ Escape: close });

  const may = group.abilities.upload;
  return (
    <ViewerFrame label={t('camera.title', { group: group.name })}>
      <View style={[styles.page, { paddingTop: insets.top, paddingBottom: insets.bottom }]}>
        <View style={styles.bar}>
          <ViewerButton icon="close" label={t('common.close')} onPress={close} />
          <Text variant="label" style={styles.title} numberOfLines={1}>
            {group.name}
          </Text>
          <FlashButton modes={powers?.flash ?? []} flash={flash} onChange={setFlash} />
          {shots.length > 0 ? (
            <Button
              title={t('camera.add', { count: shots.length })}
              icon="upload"
              variant="primary"
              onPress={upload}
            />
          ) : null}
        </View>
        <View style={styles.picture}>
          {may && problem === null ? (
            <CameraStage
              key={tries}
              ref={stage}
              facing={facing}
              flash={flash}
              zoom={zoom}
              onReady={ready}
              onProblem={fail}
            />
          ) : (
            <CameraTrouble problem={problem ?? 'forbidden'} onRetry={restart}>
              {problem ? (
                <Button title={t('camera.choose')} icon="photos" onPress={() => void choosePhotos(group)} />
              ) : null}
            </CameraTrouble>
          )}
          {may && problem === null && powers === null ? (
            <Loading label={t('camera.starting')} style={styles.middle}>
              <ActivityIndicator color={INK} size="large" />
            </Loading>
          ) : null}
        </View>
        {may && problem === null ? (
          <View style={styles.foot}>
            <CameraControls
              powers={powers}
              zoom={zoom}
              onZoom={setZoom}
              onFlip={() => {
                setFacing(facing === 'user' ? 'environment' : 'user');
                restart();
              }}
              shots={shots}
              onReview={() => setReviewing(true)}
              onShot={shoot}
            />
          </View>
        ) : null}
        <Text style={styles.said} aria-live="polite">
          {shots.length > 0 ? t('camera.taken', { count: shots.length }) : ''}
        </Text>
        {reviewing ? <ShotReview shots={shots} onDelete={drop} onClose={() => setReviewing(false)} /> : null}
      </View>
      <ConfirmDialog
        open={leaving}
        onClose={() => setLeaving(false)}
        title={t('camera.discardTitle', { count: shots.length })}
        body={t('camera.discardBody')}
        action={t('camera.discard')}
        danger
        onConfirm={async () => leave()}
      />
    </ViewerFrame>
  );
}
