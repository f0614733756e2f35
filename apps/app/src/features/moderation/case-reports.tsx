import type { CaseReport } from '@wmory/contract';
import i18n from 'i18next';
import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Badge } from '@/components/badge';
import { Card, Section } from '@/components/card';
import { Icon } from '@/components/icon';
import { Text } from '@/components/text';
import { Touch, type TouchState } from '@/components/touch';
import { formatBytes, formatDay } from '@/lib/format';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';

const useStyles = stylesheet(({ colors, radius, space }) => ({
  report: { gap: space.xs, padding: space.lg },
  head: { flexDirection: 'row', alignItems: 'center', gap: space.sm, flexWrap: 'wrap' },
  reason: { flexShrink: 1, flexGrow: 1 },
  box: {
    minHeight: TARGET,
    flexDirection: 'row',
    alignItems: 'center',
    alignSelf: 'flex-start',
    gap: space.sm,
    marginHorizontal: -space.sm,
    paddingHorizontal: space.sm,
    borderRadius: radius.md,
  },
  lit: { backgroundColor: colors.hover },
  square: {
    width: 20,
    height: 20,
    borderRadius: 5,
    borderWidth: 2,
    borderColor: colors.lineStrong,
    alignItems: 'center',
    justifyContent: 'center',
  },
  on: { backgroundColor: colors.danger, borderColor: colors.danger },
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
  const { colors } = useTheme();
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
        <Touch
          role="checkbox"
          aria-checked={marked}
          label={t('moderation.reports.badFaithLabel', { date })}
          onPress={onMark}
          style={({ hovered }: TouchState) => [styles.box, hovered && styles.lit]}
        >
          <View style={[styles.square, marked && styles.on]}>
            {marked ? <Icon name="check" size={14} color={colors.onDanger} /> : null}
          </View>
          <Text variant="small">{t('moderation.reports.badFaith')}</Text>
        </Touch>
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
