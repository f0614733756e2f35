import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Icon } from '@/components/icon';
import { IconButton } from '@/components/icon-button';
import { ProgressBar } from '@/components/meter';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import type { Summary } from './status-text';

const useStyles = stylesheet(({ radius, space }) => ({
  head: {
    minHeight: 64,
    flexDirection: 'row',
    alignItems: 'center',
    paddingStart: space.lg,
    paddingEnd: space.xs,
  },
  headTouch: {
    flex: 1,
    minWidth: 0,
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    paddingVertical: space.md,
  },
  disc: { width: 32, height: 32, borderRadius: radius.full, alignItems: 'center', justifyContent: 'center' },
  words: { flex: 1, minWidth: 0 },
  turned: { transform: [{ rotate: '180deg' }] },
  figures: { fontVariant: ['tabular-nums'] },
  said: { position: 'absolute', width: 1, height: 1, overflow: 'hidden', opacity: 0 },
  meter: { paddingHorizontal: space.lg, paddingBottom: space.md },
}));

function Sign({ state }: { state: Summary['state'] }) {
  const styles = useStyles();
  const { colors } = useTheme();
  const look = {
    active: { ground: colors.accentSoft, ink: colors.onAccentSoft, icon: 'upload' },
    waiting: { ground: colors.warningSoft, ink: colors.warningInk, icon: 'offline' },
    done: { ground: colors.successSoft, ink: colors.successInk, icon: 'check' },
    trouble: { ground: colors.dangerSoft, ink: colors.dangerInk, icon: 'alert' },
  } as const;
  const { ground, ink, icon } = look[state];
  return (
    <View style={[styles.disc, { backgroundColor: ground }]}>
      <Icon name={icon} size={18} color={ink} />
    </View>
  );
}

export interface UploadHeadProps {
  summary: Summary;
  open: boolean;
  onToggle: () => void;
  onDismiss: () => void;
}

/** The head of the panel: how far it is, or the receipt; pressing it shows the files. */
export function UploadHead({ summary, open, onToggle, onDismiss }: UploadHeadProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { title, note, state, progress } = summary;
  const over = state === 'done' || state === 'trouble';
  return (
    <>
      <View style={styles.head}>
        <Touch onPress={onToggle} aria-expanded={open} style={styles.headTouch}>
          <Sign state={state} />
          <View style={styles.words}>
            <Text variant="label" numberOfLines={1} aria-live="polite">
              {title}
            </Text>
            {note ? (
              <Text variant="caption" tone="soft" numberOfLines={1} style={styles.figures}>
                {note}
              </Text>
            ) : null}
          </View>
          <Text style={styles.said}>{t(open ? 'media.upload.hideFiles' : 'media.upload.showFiles')}</Text>
          <View style={open ? null : styles.turned}>
            <Icon name="chevron-down" size={20} />
          </View>
        </Touch>
        {over ? <IconButton icon="close" label={t('media.upload.dismiss')} onPress={onDismiss} /> : null}
      </View>
      {over ? null : (
        <View style={styles.meter}>
          <ProgressBar label={title} value={progress} />
        </View>
      )}
    </>
  );
}
