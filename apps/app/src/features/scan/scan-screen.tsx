import { useRouter } from 'expo-router';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActivityIndicator, Linking, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { Loading } from '@/components/loading';
import { usePageTitle } from '@/components/page-title';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { ownOrigin } from '@/lib/own-origin';
import { stylesheet } from '@/lib/theme';
import type { CameraProblem } from '../camera/camera';
import { CameraTrouble } from '../camera/camera-trouble';
import { keepPendingInvite } from '../invites/pending-invite';
import { useKeys } from '../media/keys';
import { INK, VEIL } from '../media/viewer/colours';
import { ViewerButton } from '../media/viewer/viewer-button';
import { ViewerFrame } from '../media/viewer/viewer-frame';
import { readInvite, type Scanned } from './read-invite';
import { ScanFinder } from './scan-finder';
import { scanPicture } from './scan-picture';
import { ScanStage } from './scan-stage';

const useStyles = stylesheet(({ radius, space }) => ({
  page: { flex: 1, minWidth: 0 },
  bar: { flexDirection: 'row', alignItems: 'center', gap: space.sm, padding: space.sm, minHeight: 60 },
  title: { flex: 1, color: INK },
  picture: { flex: 1, overflow: 'hidden', alignItems: 'center', justifyContent: 'center' },
  said: {
    position: 'absolute',
    bottom: space.lg,
    maxWidth: 420,
    marginHorizontal: space.lg,
    borderRadius: radius.lg,
    paddingHorizontal: space.lg,
    paddingVertical: space.md,
    gap: space.md,
    alignItems: 'center',
    backgroundColor: VEIL,
  },
  ink: { color: INK },
  foot: { alignItems: 'center', padding: space.lg },
}));

/** Reads an invite off a screen or a piece of paper, and leads to it. */
export function ScanScreen() {
  const styles = useStyles();
  const { t } = useTranslation();
  const router = useRouter();
  const insets = useSafeAreaInsets();
  const [ready, setReady] = useState(false);
  const [torch, setTorch] = useState<boolean | null>(null);
  const [problem, setProblem] = useState<CameraProblem | null>(null);
  const [tries, setTries] = useState(0);
  const [wrong, setWrong] = useState<Exclude<Scanned, { kind: 'invite' }> | null>(null);
  const found = useRef(false);
  usePageTitle(t('scan.title'));

  const leave = () => (router.canGoBack() ? router.back() : router.replace('/groups'));
  const take = useCallback(
    (text: string) => {
      if (found.current) return;
      const scanned = readInvite(text, ownOrigin());
      if (scanned.kind !== 'invite') return setWrong(scanned);
      found.current = true;
      // Not by the address: what is remembered is there before the next page looks.
      keepPendingInvite(scanned.token);
      router.replace('/join');
    },
    [router],
  );
  const choose = async () => {
    const picture = await scanPicture();
    if (picture === 'none') showToast({ message: t('scan.noCode'), tone: 'problem' });
    else if (picture) take(picture.text);
  };
  const start = useCallback((hasTorch: boolean) => {
    setReady(true);
    setTorch(hasTorch ? false : null);
  }, []);
  const retry = () => {
    setReady(false);
    setProblem(null);
    setTries((count) => count + 1);
  };
  useKeys({ Escape: leave });

  const chooser = <Button title={t('scan.choose')} icon="image" onPress={() => void choose()} />;
  return (
    <ViewerFrame label={t('scan.title')}>
      <View style={[styles.page, { paddingTop: insets.top, paddingBottom: insets.bottom }]}>
        <View style={styles.bar}>
          <ViewerButton icon="close" label={t('common.close')} onPress={leave} />
          <Text variant="label" level={1} style={styles.title} numberOfLines={1}>
            {t('scan.title')}
          </Text>
          {torch === null || problem ? null : (
            <ViewerButton
              icon="torch"
              label={t(torch ? 'scan.torchOff' : 'scan.torchOn')}
              onPress={() => setTorch(!torch)}
              floating={torch}
            />
          )}
        </View>
        <View style={styles.picture}>
          {problem ? (
            <CameraTrouble problem={problem} onRetry={retry}>
              {chooser}
            </CameraTrouble>
          ) : (
            <>
              <ScanStage
                key={tries}
                torch={torch ?? false}
                onCode={take}
                onReady={start}
                onProblem={setProblem}
              />
              {ready ? (
                <ScanFinder />
              ) : (
                <Loading label={t('camera.starting')}>
                  <ActivityIndicator color={INK} size="large" />
                </Loading>
              )}
            </>
          )}
          <View style={problem && !wrong ? null : styles.said} aria-live="polite">
            {wrong ? (
              <Text centred style={styles.ink}>
                {wrong.kind === 'elsewhere' ? t('scan.elsewhere', { host: wrong.host }) : t('scan.other')}
              </Text>
            ) : problem ? null : (
              <Text centred style={styles.ink}>
                {t('scan.body')}
              </Text>
            )}
            {wrong?.kind === 'elsewhere' ? (
              <Button
                title={t('scan.openElsewhere', { host: wrong.host })}
                icon="link"
                onPress={() => void Linking.openURL(wrong.url)}
              />
            ) : null}
          </View>
        </View>
        {problem ? null : <View style={styles.foot}>{chooser}</View>}
      </View>
    </ViewerFrame>
  );
}
