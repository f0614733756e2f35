import type { Group, Photo } from '@wmory/contract';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { Text } from '@/components/text';
import { useUploads } from '@/features/uploads/upload-state';
import { stylesheet, useLayout } from '@/lib/theme';
import { CaptionDialog } from './caption-dialog';
import { downloadOriginals } from './download';
import { useKeys } from './keys';
import { trashPhotos } from './remove';
import { clearSelection, keepSelected, select, useSelectedIds } from './selection';

/** Pixels of a window that has room for the bar beside the uploads. */
const ROOMY = 1200;

const useStyles = stylesheet(({ colors, space, elevation }) => ({
  bar: {
    // Takes its room from the list, so that it lies over nothing and the last photos can be reached.
    minHeight: 56,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingHorizontal: space.xs,
    borderTopWidth: 1,
    borderTopColor: colors.line,
    backgroundColor: colors.raised,
    boxShadow: elevation.menu,
  },
  barWide: { minHeight: 64, paddingHorizontal: space.xxxl - 10, gap: space.sm },
  // What is being uploaded lies over the foot of the window: beside it where there is room for both, else below.
  above: { marginBottom: 84 },
  aboveCard: { marginBottom: 108 },
  beside: { paddingEnd: 440 },
  count: { flex: 1, minWidth: 0 },
}));

/** What can be done with the selected photos; there while some are. */
export function SelectionBar({ group, photos }: { group: Group; photos: readonly Photo[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide, width } = useLayout();
  const insets = useSafeAreaInsets();
  const docked = useUploads(({ snapshot }) => snapshot.files.length > 0);
  const ids = useSelectedIds();
  const chosen = useMemo(() => (ids.size === 0 ? [] : photos.filter(({ id }) => ids.has(id))), [photos, ids]);
  const savable = useMemo(() => chosen.filter(({ abilities }) => abilities.download), [chosen]);
  const mayTrash = chosen.some(({ abilities }) => abilities.trash);
  const trash = () => {
    clearSelection();
    void trashPhotos(group.id, chosen);
  };
  useEffect(() => keepSelected(new Set(photos.map(({ id }) => id))), [photos]);
  useEffect(() => clearSelection, []);
  const mayEdit = chosen.some(({ abilities }) => abilities.edit);
  const [captioning, setCaptioning] = useState(false);
  useKeys({ Escape: clearSelection, ...(mayTrash ? { Delete: trash } : {}) }, ids.size > 0);
  useKeys({
    'Ctrl+a': () =>
      select(
        photos.map(({ id }) => id),
        true,
      ),
  });
  if (chosen.length === 0) return null;

  const download = () => {
    void downloadOriginals(group.name, savable);
    clearSelection();
  };
  const saveTitle = t('media.download.many', { count: savable.length });
  return (
    <View
      style={[
        styles.bar,
        wide && styles.barWide,
        docked && (width >= ROOMY ? styles.beside : wide ? styles.aboveCard : styles.above),
        { paddingBottom: insets.bottom },
      ]}
      role="toolbar"
      aria-label={t('media.select.bar')}
    >
      <IconButton icon="close" label={t('media.select.end')} onPress={clearSelection} />
      <Text variant="label" style={styles.count} aria-live="polite">
        {t('media.select.count', { count: chosen.length })}
      </Text>
      {wide ? (
        <>
          <Button
            title={t('media.select.caption')}
            icon="caption"
            variant="quiet"
            disabled={!mayEdit}
            onPress={() => setCaptioning(true)}
          />
          <Button
            title={saveTitle}
            icon="download"
            variant="quiet"
            disabled={savable.length === 0}
            onPress={download}
          />
          <Button
            title={t('common.delete')}
            icon="trash"
            variant="quiet"
            disabled={!mayTrash}
            onPress={trash}
          />
        </>
      ) : (
        <>
          <IconButton
            icon="caption"
            label={t('media.select.caption')}
            disabled={!mayEdit}
            onPress={() => setCaptioning(true)}
          />
          <IconButton icon="download" label={saveTitle} disabled={savable.length === 0} onPress={download} />
          <IconButton icon="trash" label={t('common.delete')} disabled={!mayTrash} onPress={trash} />
        </>
      )}
      {captioning ? (
        <CaptionDialog
          photos={chosen}
          onClose={(done) => {
            setCaptioning(false);
            if (done) clearSelection();
          }}
        />
      ) : null}
    </View>
  );
}
