import type { MyDecision } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { formatDay } from '@/lib/format';
import { explain } from '@/lib/problems';
import { stylesheet, useLayout } from '@/lib/theme';
import { useAppeal } from './queries';
import { LONGEST_WORD } from './report-dialog';
import { nameOfDone, nameOfSubject } from './words';

const useStyles = stylesheet(({ space, colors }) => ({
  head: { gap: space.xs },
  said: { borderStartWidth: 3, borderStartColor: colors.line, paddingStart: space.md, gap: space.xxs },
  actions: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm },
}));

/** Sends the words of an appeal; answers when it is made, rejects as the API does. */
type SendAppeal = (text: string) => Promise<unknown>;

function AppealSheet({ send, onClose }: { send: SendAppeal; onClose: () => void }) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async () => {
    setTried(true);
    if (text.trim() === '' || busy) return;
    setBusy(true);
    setError(null);
    try {
      await send(text.trim());
      showToast({ message: t('reports.appealed') });
      onClose();
    } catch (cause) {
      setError(cause);
      setBusy(false);
    }
  };
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('reports.appealTitle')}
      footer={
        <Button
          title={t('reports.appealSend')}
          variant="primary"
          loading={busy}
          onPress={() => void submit()}
          block={!wide}
        />
      }
    >
      <Text tone="soft">{t('reports.appealBody')}</Text>
      <TextField
        label={t('reports.appealText')}
        value={text}
        onChangeText={setText}
        maxLength={LONGEST_WORD}
        lines={5}
        autoFocus
        error={tried && text.trim() === '' ? t('reports.appealMissing') : null}
      />
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </Sheet>
  );
}

/** What became of an appeal, or until when one can be made. */
function Appeal({ decision }: { decision: MyDecision }) {
  const { t } = useTranslation();
  const { appeal, appealUntil, reversedAt } = decision;
  if (!appeal) {
    if (reversedAt !== null) return null;
    return (
      <Text variant="small" tone="soft">
        {appealUntil ? t('reports.appealUntil', { date: formatDay(appealUntil) }) : t('reports.appealOver')}
      </Text>
    );
  }
  return (
    <>
      <Notice icon={appeal.state === 'open' ? 'clock' : 'shield'}>
        {t(`reports.appealState.${appeal.state}`, { date: formatDay(appeal.madeAt) })}
      </Notice>
      {appeal.message === '' ? null : <Said text={appeal.message} />}
    </>
  );
}

function Said({ text }: { text: string }) {
  const styles = useStyles();
  const { t } = useTranslation();
  return (
    <View style={styles.said}>
      <Text variant="caption" tone="soft">
        {t('reports.said')}
      </Text>
      <Text>{text}</Text>
    </View>
  );
}

/** A decision as the person sees it whom it concerns, with the way to appeal. */
export function DecisionView({ decision, send }: { decision: MyDecision; send: SendAppeal }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const [appealing, setAppealing] = useState(false);
  const { subject, tier, actions, reason, message, decidedAt, reversedAt, appealUntil } = decision;
  return (
    <Card>
      <View style={styles.head}>
        <Text variant="caption" tone="soft">
          {nameOfSubject(subject)} ·{' '}
          {t('reports.by', { tier: t(`judging.tier.${tier}`), date: formatDay(decidedAt) })}
        </Text>
        {actions.map((action) => (
          <Text key={action.kind} variant="label">
            {nameOfDone(action, reason)}
          </Text>
        ))}
        <Text variant="small" tone="soft">
          {t('reports.because', { reason: t(`judging.reason.${reason}`) })}
        </Text>
      </View>
      {message === '' ? null : <Said text={message} />}
      {reversedAt ? (
        <Notice icon="restore">{t('reports.reversed', { date: formatDay(reversedAt) })}</Notice>
      ) : null}
      <Appeal decision={decision} />
      {appealUntil ? (
        <View style={styles.actions}>
          <Button
            title={t('reports.appeal')}
            label={`${t('reports.appeal')}: ${nameOfSubject(subject)}`}
            variant="primary"
            onPress={() => setAppealing(true)}
          />
        </View>
      ) : null}
      {appealing ? <AppealSheet send={send} onClose={() => setAppealing(false)} /> : null}
    </Card>
  );
}

/** As `DecisionView`, of the person who is logged in. */
export function DecisionCard({ decision }: { decision: MyDecision }) {
  const { mutateAsync } = useAppeal();
  return <DecisionView decision={decision} send={(text) => mutateAsync({ decisionId: decision.id, text })} />;
}
