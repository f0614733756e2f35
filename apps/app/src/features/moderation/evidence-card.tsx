import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Linking, View } from 'react-native';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { Notice } from '@/components/notice';
import { Picture } from '@/components/picture';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { Film } from '@/features/media/viewer/film';
import { explain } from '@/lib/problems';
import { stylesheet, useTheme } from '@/lib/theme';
import type { useEvidence } from './judge';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  stage: {
    height: 300,
    borderRadius: radius.md,
    overflow: 'hidden',
    backgroundColor: colors.sunken,
    alignItems: 'center',
    justifyContent: 'center',
    gap: space.md,
    padding: space.xl,
  },
  shown: { backgroundColor: '#0C0A0A', padding: 0 },
  actions: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
}));

export interface EvidenceCardProps {
  evidence: Pick<ReturnType<typeof useEvidence>, 'data' | 'isPending' | 'error'>;
  /** Whether what was reported is a film: what is seen of it at first is one picture. */
  film: boolean;
  /** Looks, or covers again. */
  onLook: () => void;
}

/** The reported photo. Covered, and not even asked for, until who judges wants to see it. */
export function EvidenceCard({ evidence: { data, isPending, error }, film, onLook }: EvidenceCardProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { colors } = useTheme();
  const [playing, setPlaying] = useState(false);
  const file = data?.file;
  const clip = film ? file : data?.motion;
  const fail = () => {
    setPlaying(false);
    showToast({ message: t('media.viewer.cannotPlay'), tone: 'problem' });
  };
  const look = () => {
    setPlaying(false);
    onLook();
  };
  return (
    <Section title={t('moderation.evidence.title')}>
      <Card>
        <View style={[styles.stage, data?.urls ? styles.shown : null]}>
          {data?.urls ? (
            <Picture
              url={data.urls.preview}
              label={t('moderation.evidence.alt')}
              fit="contain"
              thumbhash={null}
            />
          ) : (
            <>
              <Icon name="eye-off" size={32} color={colors.inkSoft} />
              <Text variant="small" tone="soft" centred>
                {t(
                  data?.state === 'missing'
                    ? 'moderation.evidence.missing'
                    : data
                      ? 'moderation.evidence.owed'
                      : 'moderation.evidence.covered',
                )}
              </Text>
            </>
          )}
          {clip && playing ? (
            <Film url={clip} from={0} label={t('moderation.evidence.alt')} onFail={fail} />
          ) : null}
        </View>
        <View style={styles.actions}>
          <Button
            title={t(data?.urls ? 'moderation.evidence.cover' : 'moderation.evidence.reveal')}
            icon={data?.urls ? 'eye-off' : 'eye'}
            loading={isPending}
            onPress={look}
          />
          {clip && !playing ? (
            <Button title={t('media.viewer.play')} icon="play" onPress={() => setPlaying(true)} />
          ) : null}
          {file ? (
            <Button
              title={t('moderation.evidence.file')}
              icon="download"
              onPress={() => void Linking.openURL(file)}
            />
          ) : null}
        </View>
        {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
      </Card>
    </Section>
  );
}
