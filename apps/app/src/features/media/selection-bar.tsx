import type { Group, Photo } from '@wmory/contract';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { Text } from '@/components/text';
import { stylesheet, useLayout } from '@/lib/theme';
import { CaptionDialog } from './caption-dialog';
import { downloadOriginals } from './download';
import { useKeys } from './keys';
import { trashPhotos } from './remove';
import { clearSelection, keepSelected, select, useSelectedIds } from './selection';

const useStyles = stylesheet(({ colors, space, elevation }) => ({
  bar: {
    position: 'absolute',
    // Over the tabs, so that the first photos stay in sight.
    bottom: '100%',
    start: 0,
    end: 0,
    zIndex: 10,
    minHeight: 48,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.xs,
    paddingHorizontal: space.xs,
    backgroundColor: colors.raised,
    boxShadow: elevation.menu,
  },
  barWide: { paddingHorizontal: space.xxxl - 10, gap: space.sm },
  count: { flex: 1, minWidth: 0 },
}));

/** What can be done with the selected photos; there while some are. */
export function SelectionBar({ group, photos }: { group: Group; photos: readonly Photo[] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
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
    <View style={[styles.bar, wide && styles.barWide]} role="toolbar" aria-label={t('media.select.bar')}>
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
