import type { ActionKind, CaseDetails } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { Skeleton } from '@/components/skeleton';
import { Text } from '@/components/text';
import { showToast } from '@/components/toast';
import { useKeys } from '@/features/media/keys';
import { formatDistance } from '@/lib/format';
import { explain, isProblem } from '@/lib/problems';
import { useMe } from '@/lib/session';
import { stylesheet, useLayout } from '@/lib/theme';
import { CaseReports } from './case-reports';
import { titleOfCase, weightOf } from './case-row';
import { DecideForm } from './decide-form';
import { DecisionList } from './decision-list';
import { EvidenceCard } from './evidence-card';
import { useCase, useDecide, useEvidence, useReverse, type Verdict } from './judge';
import { PastCases } from './past-cases';
import { addressOf, stepFrom, useQueue, useQueueFilter, useTwoPanes } from './queue';

const useStyles = stylesheet(({ space }) => ({
  head: { gap: space.xs },
  badges: { flexDirection: 'row', flexWrap: 'wrap', gap: space.sm, paddingTop: space.xs },
}));

const toggled = (set: ReadonlySet<string>, id: string): Set<string> =>
  new Set(set.has(id) ? [...set].filter((each) => each !== id) : [...set, id]);

/** Dismissing goes alone. */
export function chooseAction(chosen: readonly ActionKind[], kind: ActionKind): ActionKind[] {
  if (chosen.includes(kind)) return chosen.filter((each) => each !== kind);
  return kind === 'dismiss' ? ['dismiss'] : [...chosen.filter((each) => each !== 'dismiss'), kind];
}

function CaseHead({ shown }: { shown: CaseDetails }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const twoPanes = useTwoPanes();
  const { subject, reason, tier, state, openedAt, dueAt, purpose } = shown;
  return (
    <View style={styles.head}>
      {twoPanes ? (
        <Text variant="title" level={2}>
          {titleOfCase(shown)}
        </Text>
      ) : null}
      <Text tone="soft">
        {subject.kind === 'group' ? '' : `${subject.groupName} · `}
        {weightOf(shown)} · {t('moderation.case.opened', { when: formatDistance(openedAt) })}
        {dueAt
          ? ` · ${t(purpose === 'hide-request' && shown.objection === null && state === 'open' ? 'moderation.case.dueHide' : 'moderation.case.due', { when: formatDistance(dueAt) })}`
          : ''}
      </Text>
      <View style={styles.badges}>
        <Badge tone="danger">{t(`judging.reason.${reason}`)}</Badge>
        {tier === 'platform' ? <Badge tone="accent">{t('moderation.case.platform')}</Badge> : null}
        <Badge tone={state === 'appealed' ? 'warning' : 'neutral'}>
          {t(state === 'appealed' ? 'moderation.case.appeal' : `moderation.state.${state}`)}
        </Badge>
      </View>
    </View>
  );
}

function Judging({ shown }: { shown: CaseDetails }) {
  const { t } = useTranslation();
  const router = useRouter();
  const me = useMe();
  const { filter } = useQueueFilter();
  const { data: cases = [] } = useQueue(filter);
  const evidence = useEvidence(shown.id);
  const decide = useDecide();
  const { mutateAsync: reverse } = useReverse();
  const [chosen, setChosen] = useState<readonly ActionKind[]>([]);
  const [badFaith, setBadFaith] = useState<ReadonlySet<string>>(new Set());
  const possible = shown.abilities.decide;
  const { subject } = shown;
  const film = shown.reports.some(({ snapshot }) => /^video[/]/.test(String(snapshot['mimeType'])));

  const choose = (kind: ActionKind) => setChosen(chooseAction(chosen, kind));
  const look = () => {
    if (evidence.data?.urls) evidence.reset();
    else if (!evidence.isPending) evidence.mutate();
  };
  const takeBack = (decisionId: string) =>
    reverse(decisionId).then(
      () => showToast({ message: t('moderation.decide.undone') }),
      (error: unknown) => showToast({ message: explain(error), tone: 'problem' }),
    );
  const submit = async (verdict: Verdict) => {
    const next = stepFrom(cases, shown.id, 1) ?? stepFrom(cases, shown.id, -1);
    const judged = await decide
      .mutateAsync({ caseId: shown.id, verdict: { ...verdict, abusiveReports: [...badFaith] } })
      .catch(() => null);
    if (!judged) return;
    const made = judged.decisions.findLast(({ abilities }) => abilities.reverse);
    showToast({
      message: t('moderation.decide.done'),
      ...(made ? { action: { title: t('common.undo'), onPress: () => void takeBack(made.id) } } : {}),
    });
    if (next) router.replace(addressOf(filter, next.id) as '/moderation');
  };
  const digits = Object.fromEntries(possible.map((kind, index) => [String(index + 1), () => choose(kind)]));
  useKeys({ ...digits, ...(subject.kind === 'photo' ? { r: look } : {}) });

  return (
    <>
      <CaseHead shown={shown} />
      {subject.kind === 'photo' ? <EvidenceCard evidence={evidence} film={film} onLook={look} /> : null}
      {shown.objection === null ? null : (
        <Notice icon="caption">
          {t('moderation.case.objection')}: {shown.objection || t('moderation.reports.noText')}
        </Notice>
      )}
      <CaseReports
        reports={shown.reports}
        badFaith={possible.length > 0 ? badFaith : null}
        onBadFaith={(id) => setBadFaith(toggled(badFaith, id))}
      />
      {possible.length > 0 ? (
        <DecideForm
          shown={shown}
          chosen={chosen}
          onChoose={choose}
          busy={decide.isPending}
          error={decide.error}
          onSubmit={(verdict) => void submit(verdict)}
        />
      ) : null}
      <DecisionList decisions={shown.decisions} onReverse={reverse} myId={me.id} />
      <PastCases shown={shown} />
    </>
  );
}

/** One case: what was reported, the evidence, and the decision. */
export function CaseScreen({ caseId }: { caseId: string }) {
  const { t } = useTranslation();
  const twoPanes = useTwoPanes();
  const { wide } = useLayout();
  const router = useRouter();
  const { filter } = useQueueFilter();
  const { data: shown, error, refetch } = useCase(caseId);
  const toQueue = () => router.replace(addressOf(filter) as '/moderation');
  const gone = isProblem(error, 'not-found') || isProblem(error, 'malformed-request');
  return (
    <Screen
      title={shown ? titleOfCase(shown) : t('moderation.title')}
      bare={twoPanes}
      back={toQueue}
      width={760}
      actions={wide ? <Button title={t('moderation.case.back')} variant="quiet" onPress={toQueue} /> : null}
    >
      {gone ? (
        <EmptyState icon="shield" title={t('moderation.case.gone')} body={t('moderation.case.goneBody')}>
          <Button title={t('moderation.case.back')} onPress={toQueue} />
        </EmptyState>
      ) : shown ? (
        <Judging shown={shown} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Loading style={{ gap: 16 }}>
          <Skeleton width="60%" height={30} />
          <Skeleton height={220} round={14} />
          <Skeleton height={120} round={14} />
        </Loading>
      )}
    </Screen>
  );
}
