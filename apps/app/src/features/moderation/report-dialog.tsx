import { type MyReport, type Person, ReportReason, type ReportSubject } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { EmptyState } from '@/components/empty-state';
import { Notice } from '@/components/notice';
import { RadioList } from '@/components/radio-list';
import { Sheet } from '@/components/sheet';
import { Skeleton } from '@/components/skeleton';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { formatDay } from '@/lib/format';
import { explain } from '@/lib/problems';
import { stylesheet, useLayout } from '@/lib/theme';
import { BlockDialog } from '../blocks/block-dialog';
import { BlockOffer } from '../blocks/block-offer';
import { useMyReports, useReport } from './queries';

export type Reportable = Exclude<ReportSubject, { kind: 'comment' }>;

export interface ReportDialogProps {
  subject: Reportable;
  /** Of the member or group. */
  name?: string;
  /** Whom it is about; can be blocked afterwards. */
  person?: Person | null;
  onClose: () => void;
}

const useStyles = stylesheet(({ colors, radius, space }) => ({
  chosen: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.sm,
    paddingStart: space.lg,
    paddingVertical: space.xs,
    borderRadius: radius.md,
    backgroundColor: colors.sunken,
  },
  reason: { flex: 1 },
}));

export const LONGEST_WORD = 2000;

/** Of an invite it is not known here which one a token opens. */
function idOf(subject: Reportable): string | null {
  if (subject.kind === 'photo') return subject.photoId;
  if (subject.kind === 'member') return subject.userId;
  return subject.kind === 'group' ? subject.groupId : null;
}

const isAbout = (report: MyReport, subject: Reportable): boolean =>
  report.reason !== 'in-photo' &&
  report.subject.kind === subject.kind &&
  report.subject.id === idOf(subject) &&
  (subject.kind === 'invite' || report.subject.groupId === subject.groupId);

interface OutcomeProps {
  known: MyReport | null;
  person: Person | null;
  onBlock: () => void;
  onClose: () => void;
}

function Outcome({ known, person, onBlock, onClose }: OutcomeProps) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={known ? 'info' : 'check'}
      title={t(known ? 'report.knownTitle' : 'report.sentTitle')}
      body={known ? t('report.knownBody', { date: formatDay(known.madeAt) }) : t('report.sentBody')}
    >
      <Button title={t('common.done')} variant="primary" onPress={onClose} />
      <Button title={t('report.see')} href="/reports" />
      {person ? <BlockOffer person={person} onPress={onBlock} /> : null}
    </EmptyState>
  );
}

/** Asks what is wrong with something and reports it; says what comes next, or that it was reported before. */
export function ReportDialog({ subject, name = '', person = null, onClose }: ReportDialogProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { wide } = useLayout();
  const mine = useMyReports();
  const { mutateAsync, isPending, error } = useReport();
  const [reason, setReason] = useState<ReportReason | null>(null);
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<{ known: MyReport | null } | null>(null);
  const [blocking, setBlocking] = useState(false);
  const title = t(`report.title.${subject.kind}`, { name });
  const before = mine.data?.find((report) => isAbout(report, subject)) ?? null;
  const shown = outcome ?? (before ? { known: before } : null);

  const send = async () => {
    if (!reason || isPending) return;
    const answer = await mutateAsync({ subject, reason, text: text.trim() }).catch(() => null);
    if (!answer) return;
    const isNew = answer.state === 'open' && answer.reason === reason && answer.text === text.trim();
    setOutcome({ known: isNew ? null : answer });
  };

  if (blocking && person) return <BlockDialog person={person} onClose={onClose} />;
  if (shown || mine.isPending) {
    return (
      <Sheet open onClose={onClose} title={title}>
        {shown ? (
          <Outcome known={shown.known} person={person} onBlock={() => setBlocking(true)} onClose={onClose} />
        ) : (
          <Skeleton height={240} round={14} />
        )}
      </Sheet>
    );
  }
  if (reason === null) {
    return (
      <Sheet open onClose={onClose} title={title}>
        <RadioList
          label={t('report.question')}
          value={reason}
          onChange={setReason}
          options={ReportReason.options.map((value) => ({
            value,
            title: t(`judging.reason.${value}`),
            hint: t(`report.hint.${value}`),
          }))}
        />
        {mine.error ? <Text tone="danger">{explain(mine.error)}</Text> : null}
      </Sheet>
    );
  }
  const urgent = subject.kind === 'group' || reason === 'child-safety' || reason === 'threat';
  return (
    <Sheet
      open
      onClose={onClose}
      title={title}
      footer={
        <Button
          title={t('report.send')}
          variant="primary"
          loading={isPending}
          onPress={() => void send()}
          block={!wide}
        />
      }
    >
      <View style={styles.chosen}>
        <Text variant="label" style={styles.reason}>
          {t(`judging.reason.${reason}`)}
        </Text>
        <Button
          title={t('report.change')}
          label={t('report.changeLabel')}
          variant="quiet"
          onPress={() => setReason(null)}
        />
      </View>
      <TextField
        label={t('report.text')}
        value={text}
        onChangeText={setText}
        maxLength={LONGEST_WORD}
        lines={4}
      />
      <Text tone="soft">{t(urgent ? 'report.toPlatform' : 'report.toGroup')}</Text>
      <Notice icon="shield">{t('report.secret')}</Notice>
      {error ? <Notice tone="danger">{explain(error, { 'rate-limited': t('report.limit') })}</Notice> : null}
    </Sheet>
  );
}
