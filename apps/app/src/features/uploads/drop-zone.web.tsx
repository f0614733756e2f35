import type { Group } from '@wmory/contract';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { stylesheet, useTheme } from '@/lib/theme';
import { takeFiles } from './choose-photos';
import { droppedFiles, holdsFiles, pastedFiles } from './files.web';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  veil: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    zIndex: 50,
    padding: space.lg,
    pointerEvents: 'none',
    backgroundColor: colors.scrim,
  },
  frame: {
    flex: 1,
    alignItems: 'center',
    justifyContent: 'center',
    borderRadius: radius.xl,
    borderWidth: 2,
    borderStyle: 'dashed',
    borderColor: '#FFFFFF',
  },
  card: {
    alignItems: 'center',
    gap: space.sm,
    paddingVertical: space.xl,
    paddingHorizontal: space.xxl,
    borderRadius: radius.xl,
    backgroundColor: colors.raised,
    boxShadow: elevation.sheet,
    maxWidth: 420,
  },
  disc: {
    width: 64,
    height: 64,
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
    backgroundColor: colors.accentSoft,
    marginBottom: space.xs,
  },
}));

/**
 * Takes files that are dropped or pasted anywhere on a group's page, or on one of no group, where it asks which; place it
 * last in the page.
 */
export function DropZone({ group }: { group: Group | null }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const { t } = useTranslation();
  const [over, setOver] = useState(false);
  const target = useRef(group);
  target.current = group;

  useEffect(() => {
    // Every element that is crossed tells of an enter and a leave.
    let depth = 0;
    const end = () => {
      depth = 0;
      setOver(false);
    };
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return;
      depth += 1;
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return;
      depth -= 1;
      if (depth <= 0) end();
    };
    const hover = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      if (event.dataTransfer)
        event.dataTransfer.dropEffect = target.current?.abilities.upload === false ? 'none' : 'copy';
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event.dataTransfer)) return;
      event.preventDefault();
      end();
      void takeFiles(target.current, droppedFiles(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => {
      const files = pastedFiles(event.clipboardData);
      if (files.length === 0) return;
      event.preventDefault();
      void takeFiles(target.current, files);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', hover);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', hover);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, []);

  if (!over) return null;
  const may = group?.abilities.upload ?? true;
  const title = group ? t('media.upload.dropTitle', { group: group.name }) : t('media.upload.dropAny');
  return (
    <View style={styles.veil} role="status">
      <View style={styles.frame}>
        <View style={styles.card}>
          <View style={styles.disc}>
            <Icon name={may ? 'upload' : 'alert'} size={28} color={colors.onAccentSoft} />
          </View>
          <Text variant="heading" centred>
            {may ? title : t('media.upload.forbidden')}
          </Text>
          {may ? (
            <Text variant="small" tone="soft" centred>
              {t('media.upload.dropBody')}
            </Text>
          ) : null}
        </View>
      </View>
    </View>
  );
}
