import { type ActionKind, type CaseDetails, ReportReason, type WantedAction } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { Menu } from '@/components/menu';
import { Notice } from '@/components/notice';
import { SegmentedControl } from '@/components/segmented-control';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { Touch } from '@/components/touch';
import { useKeys } from '@/features/media/keys';
import { explain } from '@/lib/problems';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { ActionList } from './action-list';
import type { Verdict } from './judge';
import { LONGEST_WORD } from './report-dialog';

const useStyles = stylesheet(({ space }) => ({
  field: { gap: space.sm },
  reason: { flexDirection: 'row', alignItems: 'center', gap: space.xs, minHeight: TARGET },
  foot: { flexDirection: 'row', alignItems: 'center', gap: space.md, flexWrap: 'wrap' },
}));

const DAY = 86_400_000;
const durations = ['1', '7', '30', 'forever'] as const;
type Duration = (typeof durations)[number];

const wanted = (kind: ActionKind, duration: Duration): WantedAction =>
  kind === 'suspend'
    ? {
        kind,
        until: duration === 'forever' ? null : new Date(Date.now() + Number(duration) * DAY).toISOString(),
      }
    : { kind };

export interface DecideFormProps {
  shown: CaseDetails;
  chosen: readonly ActionKind[];
  onChoose: (kind: ActionKind) => void;
  busy: boolean;
  error: unknown;
  onSubmit: (verdict: Verdict) => void;
}

/** What is to be done, for how long, because of what, with which words. */
export function DecideForm({ shown, chosen, onChoose, busy, error, onSubmit }: DecideFormProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { colors } = useTheme();
  const ofReport = ReportReason.safeParse(shown.reason);
  const [duration, setDuration] = useState<Duration>('7');
  const [reason, setReason] = useState<ReportReason | null>(ofReport.data ?? null);
  const [message, setMessage] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const submit = () => {
    setTried(true);
    if (chosen.length === 0 || busy) return;
    onSubmit({
      actions: chosen.map((kind) => wanted(kind, duration)),
      ...(reason ? { reason } : {}),
      message: message.trim(),
      note: note.trim(),
    });
  };
  useKeys({ d: submit });
  return (
    <Section title={t('moderation.decide.title')}>
      <Card>
        <ActionList
          possible={shown.abilities.decide}
          chosen={chosen}
          hiding={shown.purpose === 'hide-request'}
          onChoose={onChoose}
        />
        {chosen.includes('suspend') ? (
          <View style={styles.field}>
            <Text variant="label">{t('moderation.decide.until')}</Text>
            <SegmentedControl
              label={t('moderation.decide.until')}
              value={duration}
              onChange={setDuration}
              options={durations.map((value) => ({
                value,
                title: t(`moderation.decide.durations.${value}`),
              }))}
            />
          </View>
        ) : null}
        {reason ? (
          <Menu
            label={t('moderation.decide.reason')}
            items={ReportReason.options.map((each) => ({
              title: t(`judging.reason.${each}`),
              checked: each === reason,
              onPress: () => setReason(each),
            }))}
            trigger={({ ref, onPress, expanded }) => (
              <Touch ref={ref} aria-expanded={expanded} onPress={onPress} style={styles.reason}>
                <Text tone="soft">{t('moderation.decide.reason')}</Text>
                <Text variant="label">{t(`judging.reason.${reason}`)}</Text>
                <Icon name="chevron-down" size={16} color={colors.inkSoft} />
              </Touch>
            )}
          />
        ) : null}
        <TextField
          label={t('moderation.decide.message')}
          value={message}
          onChangeText={setMessage}
          maxLength={LONGEST_WORD}
          lines={2}
        />
        <TextField
          label={t('moderation.decide.note')}
          value={note}
          onChangeText={setNote}
          maxLength={LONGEST_WORD}
          lines={2}
        />
        {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
        <View style={styles.foot}>
          <Button
            title={t('moderation.decide.submit')}
            variant={chosen.length > 0 && !chosen.includes('dismiss') ? 'danger' : 'primary'}
            loading={busy}
            onPress={submit}
          />
          {tried && chosen.length === 0 ? (
            <Text variant="small" tone="danger" role="alert">
              {t('moderation.decide.nothing')}
            </Text>
          ) : null}
        </View>
      </Card>
    </Section>
  );
}
