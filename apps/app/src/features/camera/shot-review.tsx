import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Image, ScrollView, View } from 'react-native';
import { Text } from '@/components/text';
import { Touch } from '@/components/touch';
import { stylesheet } from '@/lib/theme';
import { GROUND, INK, SOFT_INK } from '../media/viewer/colours';
import { ViewerButton } from '../media/viewer/viewer-button';
import type { Shot } from './camera';

const useStyles = stylesheet(({ radius, space }) => ({
  page: { position: 'absolute', top: 0, bottom: 0, start: 0, end: 0, backgroundColor: GROUND },
  bar: { flexDirection: 'row', alignItems: 'center', padding: space.sm, gap: space.sm },
  title: { flex: 1, color: INK },
  picture: { flex: 1 },
  strip: { flexGrow: 0 },
  row: { gap: space.sm, padding: space.lg },
  thumb: { width: 60, height: 60, borderRadius: radius.md, overflow: 'hidden', opacity: 0.6 },
  here: { opacity: 1, borderWidth: 2, borderColor: INK },
  fill: { width: '100%', height: '100%' },
  note: { color: SOFT_INK, paddingHorizontal: space.lg },
}));

export interface ShotReviewProps {
  shots: readonly Shot[];
  onDelete: (id: string) => void;
  onClose: () => void;
}

/** The photos that were just taken, one large, before they are added. */
export function ShotReview({ shots, onDelete, onClose }: ShotReviewProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(shots.at(-1)?.id);
  const index = Math.max(
    0,
    shots.findIndex(({ id }) => id === chosen),
  );
  const shot = shots[index];
  if (!shot) return null;
  const drop = () => {
    setChosen((shots[index + 1] ?? shots[index - 1])?.id);
    onDelete(shot.id);
    if (shots.length === 1) onClose();
  };
  const name = t('camera.shot', { index: index + 1, count: shots.length });
  return (
    <View style={styles.page}>
      <View style={styles.bar}>
        <ViewerButton icon="back" label={t('camera.backToCamera')} onPress={onClose} />
        <Text variant="label" style={styles.title} aria-live="polite">
          {name}
        </Text>
        <ViewerButton icon="trash" label={t('camera.deleteShot')} onPress={drop} />
      </View>
      <Image
        source={{ uri: shot.url }}
        style={styles.picture}
        resizeMode="contain"
        alt={name}
        accessibilityLabel={name}
      />
      <ScrollView horizontal style={styles.strip} contentContainerStyle={styles.row}>
        {shots.map(({ id, url }, at) => (
          <Touch
            key={id}
            label={t('camera.shot', { index: at + 1, count: shots.length })}
            aria-selected={at === index}
            onPress={() => setChosen(id)}
            style={[styles.thumb, at === index && styles.here]}
          >
            <Image source={{ uri: url }} style={styles.fill} resizeMode="cover" alt="" />
          </Touch>
        ))}
      </ScrollView>
    </View>
  );
}
