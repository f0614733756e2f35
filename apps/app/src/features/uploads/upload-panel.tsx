import type { FileStatus, Snapshot } from '@wmory/uploader';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Modal, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Scrim } from '@/components/scrim';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { WindowList } from '@/components/window-list';
import { useMe } from '@/lib/session';
import { stylesheet, TARGET, useLayout, useReducedMotion } from '@/lib/theme';
import { inOrder, summarise } from './status-text';
import { UploadHead } from './upload-head';
import { ROW_HEIGHT, UploadRow } from './upload-row';
import { useUploads } from './upload-state';
import { uploads } from './uploads';

const CARD_WIDTH = 384;

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  card: {
    position: 'absolute',
    bottom: space.xl,
    end: space.xl,
    width: CARD_WIDTH,
    borderRadius: radius.lg,
    backgroundColor: colors.raised,
    borderWidth: 1,
    borderColor: colors.line,
    boxShadow: elevation.menu,
    overflow: 'hidden',
  },
  bar: {
    position: 'absolute',
    start: space.sm,
    end: space.sm,
    borderRadius: radius.lg,
    backgroundColor: colors.raised,
    borderWidth: 1,
    borderColor: colors.line,
    boxShadow: elevation.menu,
    overflow: 'hidden',
  },
  list: { borderTopWidth: 1, borderTopColor: colors.line },
  all: {
    flexDirection: 'row',
    justifyContent: 'flex-end',
    paddingHorizontal: space.sm,
    borderTopWidth: 1,
    borderTopColor: colors.line,
  },
  allAction: { minHeight: TARGET, justifyContent: 'center', paddingHorizontal: space.md },
  place: { flex: 1, justifyContent: 'flex-end' },
  sheet: {
    backgroundColor: colors.raised,
    borderTopStartRadius: radius.xl,
    borderTopEndRadius: radius.xl,
    boxShadow: elevation.sheet,
    paddingTop: space.sm,
  },
  grip: { width: 36, height: 4, borderRadius: 2, backgroundColor: colors.line, alignSelf: 'center' },
}));

const idOf = ({ id }: FileStatus) => id;
const heightOf = () => ROW_HEIGHT;

function Files({ files, most }: { files: readonly FileStatus[]; most: number }) {
  const styles = useStyles();
  const me = useMe();
  const ordered = useMemo(() => inOrder(files), [files]);
  const renderFile = useCallback((file: FileStatus) => <UploadRow file={file} myId={me.id} />, [me.id]);
  return (
    <View style={[styles.list, { height: Math.min(most, files.length * ROW_HEIGHT) }]} role="list">
      <WindowList
        testID="files"
        items={ordered}
        keyOf={idOf}
        heightOf={heightOf}
        size={{ width: CARD_WIDTH, height: most }}
        renderItem={renderFile}
      />
    </View>
  );
}

function AllActions({ snapshot }: { snapshot: Snapshot }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { active, failed } = snapshot.totals;
  if (active === 0 && failed === 0) return null;
  return (
    <View style={styles.all}>
      {failed > 0 ? (
        <Touch onPress={() => uploads.retry()} style={styles.allAction}>
          <Text variant="label" tone="accent">
            {t('media.upload.retryAll')}
          </Text>
        </Touch>
      ) : null}
      {active > 0 ? (
        <Touch onPress={() => uploads.cancel()} style={styles.allAction}>
          <Text variant="label" tone="soft">
            {t('media.upload.cancelAll')}
          </Text>
        </Touch>
      ) : null}
    </View>
  );
}

/** What is being uploaded and what became of it: a card on wide windows, a bar that opens on phones. */
export function UploadPanel() {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  const still = useReducedMotion();
  const snapshot = useUploads((store) => store.snapshot);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const summary = summarise(snapshot);
  if (!summary) return null;
  // Without a word of the person's: in sight on wide windows until all is well.
  const open = wanted ?? (wide && summary.state !== 'done');

  const dismiss = () => {
    setWanted(null);
    uploads.forget(snapshot.files.map(({ id }) => id));
  };
  const toggle = () => setWanted(!open);
  const head = <UploadHead summary={summary} open={open} onToggle={toggle} onDismiss={dismiss} />;
  const body = (most: number) => (
    <>
      <Files files={snapshot.files} most={most} />
      <AllActions snapshot={snapshot} />
    </>
  );
  const region = { role: 'region', 'aria-label': t('media.upload.panel') } as const;
  if (wide) {
    return (
      <View style={styles.card} {...region}>
        {head}
        {open ? body(5 * ROW_HEIGHT + 24) : null}
      </View>
    );
  }
  return (
    <>
      <View style={[styles.bar, { bottom: insets.bottom + 8 }]} {...region}>
        {head}
      </View>
      <Modal
        visible={open}
        transparent
        animationType={still ? 'none' : 'fade'}
        onRequestClose={toggle}
        aria-label={t('media.upload.panel')}
      >
        <View style={styles.place}>
          <Scrim onPress={toggle} shade />
          <View style={[styles.sheet, { paddingBottom: insets.bottom }]}>
            <View style={styles.grip} />
            {head}
            {body(7.5 * ROW_HEIGHT)}
          </View>
        </View>
      </Modal>
    </>
  );
}
