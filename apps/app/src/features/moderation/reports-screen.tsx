import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { Badge, type BadgeTone } from '@/components/badge';
import { Card, Section } from '@/components/card';
import { EmptyState, ErrorState } from '@/components/empty-state';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Loading } from '@/components/loading';
import { MoreButton } from '@/components/more-button';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { formatDay } from '@/lib/format';
import { useTheme } from '@/lib/theme';
import { DecisionCard } from './decision-card';
import { useHideQuestions, useMyDecisions, useMyReports } from './queries';
import { nameOfSubject } from './words';

const tones = { open: 'warning', acted: 'success', dismissed: 'neutral' } as const satisfies Record<
  string,
  BadgeTone
>;

/** Photos of one's own that somebody asks to hide. */
function Questions({ questions }: { questions: NonNullable<ReturnType<typeof useHideQuestions>['data']> }) {
  const { t } = useTranslation();
  if (questions.length === 0) return null;
  return (
    <Section title={t('reports.answer')}>
      <Card list>
        {questions.map(({ photoId, groupId, groupName, answerBy }) => (
          <ListRow
            key={photoId}
            start={<Icon name="eye-off" />}
            title={t('reports.answerRow')}
            note={t('reports.answerUntil', { group: groupName, date: formatDay(answerBy) })}
            href={`/groups/${groupId}/photos/${photoId}`}
          />
        ))}
      </Card>
    </Section>
  );
}

function MyReports({ mine }: { mine: ReturnType<typeof useMyReports> }) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  return (
    <Section title={t('reports.mine')}>
      {mine.data?.length === 0 ? <Text tone="soft">{t('reports.mineEmpty')}</Text> : null}
      {mine.data && mine.data.length > 0 ? (
        <Card list>
          {mine.data.map((report) => (
            <ListRow
              key={report.id}
              start={<Icon name={report.reason === 'in-photo' ? 'eye-off' : 'flag'} color={colors.inkSoft} />}
              title={nameOfSubject(report.subject)}
              note={
                report.reason === 'in-photo'
                  ? `${t('reports.asked')} · ${formatDay(report.madeAt)}`
                  : t('reports.made', {
                      reason: t(`judging.reason.${report.reason}`),
                      date: formatDay(report.madeAt),
                    })
              }
              end={<Badge tone={tones[report.state]}>{t(`reports.state.${report.state}`)}</Badge>}
            />
          ))}
        </Card>
      ) : null}
      <MoreButton title={t('reports.older')} query={mine} />
    </Section>
  );
}

/** What I reported, what was decided about me, and what I am asked. Letters lead here. */
export function ReportsScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const mine = useMyReports();
  const decisions = useMyDecisions();
  const questions = useHideQuestions();
  const all = [mine, decisions, questions];
  const failed = all.find(({ error, data }) => error && !data);
  const quiet = all.every(({ data }) => data?.length === 0);
  return (
    <Screen title={t('reports.title')} width={760} back={() => router.dismissTo('/account')}>
      {failed ? (
        <ErrorState error={failed.error} onRetry={() => all.forEach((each) => void each.refetch())} />
      ) : quiet ? (
        <EmptyState icon="shield" title={t('reports.emptyTitle')} body={t('reports.emptyBody')} />
      ) : all.some(({ data }) => !data) ? (
        <Loading rows={[64, 64, 64]} />
      ) : (
        <>
          <Questions questions={questions.data ?? []} />
          {decisions.data && decisions.data.length > 0 ? (
            <Section title={t('reports.decisions')}>
              {decisions.data.map((decision) => (
                <DecisionCard key={decision.id} decision={decision} />
              ))}
              <MoreButton title={t('reports.older')} query={decisions} />
            </Section>
          ) : null}
          <MyReports mine={mine} />
        </>
      )}
    </Screen>
  );
}
