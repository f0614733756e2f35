import type { CaseReport } from '@wmory/contract';
import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Badge } from '@/components/badge';
import { Card, Section } from '@/components/card';
import { Checkbox } from '@/components/checkbox';
import { Text } from '@/components/text';
import { formatBytes, formatDay } from '@/lib/format';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  report: { gap: space.xs, padding: space.lg },
  head: { flexDirection: 'row', alignItems: 'center', gap: space.sm, flexWrap: 'wrap' },
  reason: { flexShrink: 1, flexGrow: 1 },
  facts: { gap: space.xs },
  fact: { flexDirection: 'row', gap: space.md },
  name: { width: 96 },
  value: { flex: 1, minWidth: 0 },
}));

const facts = [
  'caption',
  'fileName',
  'size',
  'uploader',
  'takenAt',
  'addedAt',
  'name',
  'role',
  'joinedAt',
  'owner',
  'createdBy',
  'createdAt',
  'memberCount',
  'photoCount',
  'expiresAt',
  'uses',
] as const;

type Fact = (typeof facts)[number];

function sayFact(name: Fact, value: string | number): string {
  if (name === 'size') return formatBytes(Number(value));
  if (name === 'role') return i18n.t(`role.${value}` as 'role.owner');
  return name.endsWith('At') ? formatDay(String(value)) : String(value);
}

/** What the subject was like when it was reported first. */
function Facts({ snapshot }: { snapshot: CaseReport['snapshot'] }) {
  const styles = useStyles();
  const { t } = useTranslation();
  const known = facts.flatMap((name) => {
    const value = snapshot[name];
    return value === null || value === undefined || value === '' ? [] : [{ name, value }];
  });
  if (known.length === 0) return null;
  return (
    <Card>
      <View style={styles.facts}>
        <Text variant="label">{t('moderation.facts.title')}</Text>
        {known.map(({ name, value }) => (
          <View key={name} style={styles.fact}>
            <Text variant="small" tone="soft" style={styles.name}>
              {t(`moderation.facts.${name}`)}
            </Text>
            <Text variant="small" style={styles.value}>
              {sayFact(name, value)}
            </Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

interface RowProps {
  report: CaseReport;
  /** Null: not to be marked any more. */
  marked: boolean | null;
  onMark: () => void;
}

function ReportRow({ report, marked, onMark }: RowProps) {
  const styles = useStyles();
  const { t } = useTranslation();
  const { reason, text, madeOn, accuracy, verdict } = report;
  const date = formatDay(madeOn);
  return (
    <View style={styles.report}>
      <View style={styles.head}>
        <Text variant="label" style={styles.reason}>
          {t(`judging.reason.${reason}`)}
        </Text>
        {verdict ? (
          <Badge tone={verdict === 'upheld' ? 'success' : verdict === 'abusive' ? 'danger' : 'neutral'}>
            {t(`moderation.reports.verdict.${verdict}`)}
          </Badge>
        ) : null}
      </View>
      <Text tone={text === '' ? 'soft' : 'ink'}>{text || t('moderation.reports.noText')}</Text>
      <Text variant="caption" tone="soft">
        {date} · {t('moderation.reports.accuracy', { count: accuracy.judged, upheld: accuracy.upheld })}
      </Text>
      {marked === null ? null : (
        <Checkbox
          brief
          tone="danger"
          title={t('moderation.reports.badFaith')}
          label={t('moderation.reports.badFaithLabel', { date })}
          checked={marked}
          onChange={onMark}
        />
      )}
    </View>
  );
}

export interface CaseReportsProps {
  reports: readonly CaseReport[];
  /** Ids of those that are said to be made in bad faith; null where nothing is to be decided. */
  badFaith: ReadonlySet<string> | null;
  onBadFaith: (id: string) => void;
}

/** The reports of a case, with how often their makers were right, and nothing else of them. */
export function CaseReports({ reports, badFaith, onBadFaith }: CaseReportsProps) {
  const { t } = useTranslation();
  const first = reports[0];
  if (!first) return null;
  return (
    <Section title={t('moderation.reports.title')}>
      <Card list>
        {reports.map((report) => (
          <ReportRow
            key={report.id}
            report={report}
            marked={badFaith ? badFaith.has(report.id) : null}
            onMark={() => onBadFaith(report.id)}
          />
        ))}
      </Card>
      <Facts snapshot={first.snapshot} />
    </Section>
  );
}
