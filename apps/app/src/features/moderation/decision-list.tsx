import type { Decision } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card, Section } from '@/components/card';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { Notice } from '@/components/notice';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { formatDistance } from '@/lib/format';
import { explain } from '@/lib/problems';
import { stylesheet } from '@/lib/theme';
import { useJudgeAppeal } from './judge';
import { LONGEST_WORD } from './report-dialog';
import { nameOfAction } from './words';

const useStyles = stylesheet(({ colors, space }) => ({
  head: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm, alignItems: 'center' },
  words: { borderStartWidth: 3, borderStartColor: colors.line, paddingStart: space.md },
  actions: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
  appeal: { gap: space.md },
}));

function Words({ title, text }: { title: string; text: string }) {
  const styles = useStyles();
  if (text === '') return null;
  return (
    <View style={styles.words}>
      <Text variant="caption" tone="soft">
        {title}
      </Text>
      <Text>{text}</Text>
    </View>
  );
}

function AppealView({ decision, mine }: { decision: Decision; mine: boolean }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [message, setMessage] = useState('');
  const { mutateAsync, isPending, error, variables } = useJudgeAppeal();
  const { appeal, abilities } = decision;
  if (!appeal) return null;
  const judge = async (outcome: 'upheld' | 'reversed') => {
    const done = await mutateAsync({ decisionId: decision.id, outcome, message: message.trim() }).catch(
      () => null,
    );
    if (done) showToast({ message: t('moderation.decisions.judged') });
  };
  return (
    <View style={styles.appeal}>
      <View style={styles.head}>
        <Text variant="label">{t('moderation.decisions.appeal')}</Text>
        <Badge tone={appeal.state === 'open' ? 'warning' : 'neutral'}>
          {t(`moderation.decisions.appealState.${appeal.state}`)}
        </Badge>
      </View>
      <Words title={formatDistance(appeal.madeAt)} text={appeal.text} />
      <Words title={t('moderation.decisions.answer')} text={appeal.message} />
      {appeal.state === 'open' && mine ? (
        <Text variant="small" tone="soft">
          {t('moderation.decisions.other')}
        </Text>
      ) : null}
      {abilities.judgeAppeal ? (
        <>
          <TextField
            label={t('moderation.decisions.answer')}
            value={message}
            onChangeText={setMessage}
            maxLength={LONGEST_WORD}
            lines={2}
          />
          {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
          <View style={styles.actions}>
            <Button
              title={t('moderation.decisions.uphold')}
              loading={isPending && variables.outcome === 'upheld'}
              disabled={isPending}
              onPress={() => void judge('upheld')}
            />
            <Button
              title={t('moderation.decisions.overturn')}
              variant="primary"
              loading={isPending && variables.outcome === 'reversed'}
              disabled={isPending}
              onPress={() => void judge('reversed')}
            />
          </View>
        </>
      ) : null}
    </View>
  );
}

export interface DecisionListProps {
  decisions: readonly Decision[];
  onReverse: (decisionId: string) => Promise<unknown>;
  myId: string;
}

/** What was decided so far, with what can be taken back and the appeals to judge. */
export function DecisionList({ decisions, onReverse, myId }: DecisionListProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [undoing, setUndoing] = useState<string | null>(null);
  if (decisions.length === 0) return null;
  return (
    <Section title={t('moderation.decisions.title')}>
      {decisions.map((decision) => (
        <Card key={decision.id}>
          <View>
            {decision.actions.map((action) => (
              <Text key={action.kind} variant="label">
                {nameOfAction(action, decision.reason)}
              </Text>
            ))}
            <Text variant="small" tone="soft">
              {t('moderation.decisions.by', {
                name: decision.by?.name || t('moderation.decisions.server'),
                when: formatDistance(decision.decidedAt),
              })}{' '}
              · {t(`judging.reason.${decision.reason}`)}
            </Text>
          </View>
          <Words title={t('moderation.decisions.message')} text={decision.message} />
          <Words title={t('moderation.decisions.note')} text={decision.note} />
          {decision.reversedAt ? (
            <Notice icon="restore">
              {t('moderation.decisions.reversed', { when: formatDistance(decision.reversedAt) })}
            </Notice>
          ) : null}
          <AppealView decision={decision} mine={decision.by?.id === myId} />
          {decision.abilities.reverse ? (
            <View style={styles.actions}>
              <Button
                title={t('moderation.decisions.takeBack')}
                icon="restore"
                onPress={() => setUndoing(decision.id)}
              />
            </View>
          ) : null}
        </Card>
      ))}
      <ConfirmDialog
        open={undoing !== null}
        onClose={() => setUndoing(null)}
        title={t('moderation.decisions.takeBackTitle')}
        body={t('moderation.decisions.takeBackBody')}
        action={t('moderation.decisions.takeBack')}
        onConfirm={async () => {
          if (undoing) await onReverse(undoing);
          showToast({ message: t('moderation.decide.undone') });
        }}
      />
    </Section>
  );
}
