import { useTranslation } from 'react-i18next';
import { View } from 'react-native';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { ErrorState } from '@/components/empty-state';
import { Icon } from '@/components/icon';
import { ListRow } from '@/components/list-row';
import { Notice } from '@/components/notice';
import { showToast } from '@/components/toast';
import { formatBytes } from '@/lib/format';
import { explain } from '@/lib/problems';
import { useTheme } from '@/lib/theme';
import { NotWritten } from './pack-data';
import { endPacking, type Packing, startPacking } from './packing';

type Saved = Extract<Packing, { status: 'saved' }>;

/** Of what did not come, as many are named. */
const MOST_NAMED = 20;

function MissingList({ missing }: Pick<Saved, 'missing'>) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const rest = missing.length - MOST_NAMED;
  return (
    <Card list>
      {missing.slice(0, MOST_NAMED).map(({ id, fileName, size }) => (
        <ListRow
          key={id}
          start={<Icon name="image" color={colors.inkSoft} />}
          title={fileName}
          note={formatBytes(size)}
        />
      ))}
      {rest > 0 ? <ListRow title={t('myData.more', { count: rest })} /> : null}
    </Card>
  );
}

/** What came of an export. */
export function DataSaved({ saved }: { saved: Saved }) {
  const { t } = useTranslation();
  const { choice, parts, missing, withheld, handOver } = saved;
  const fetchMissing = () =>
    void startPacking({
      ...choice,
      photoIds: new Set(missing.map(({ id }) => id)),
      total: { done: missing.length, bytes: missing.reduce((sum, { size }) => sum + size, 0) },
    });
  const share = async () => {
    try {
      await handOver?.();
    } catch (error) {
      showToast({ message: explain(error), tone: 'problem' });
    }
  };
  return (
    <View style={{ gap: 16 }}>
      <Notice icon="check">{t('myData.saved', { count: parts })}</Notice>
      {withheld > 0 ? <Notice>{t('myData.withheld', { count: withheld })}</Notice> : null}
      {missing.length > 0 ? (
        <>
          <Notice tone="danger">{t('myData.missing', { count: missing.length })}</Notice>
          <MissingList missing={missing} />
        </>
      ) : null}
      <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 12 }}>
        {handOver ? (
          <Button variant="primary" icon="share" title={t('myData.share')} onPress={() => void share()} />
        ) : null}
        {missing.length > 0 ? (
          <Button
            variant={handOver ? 'secondary' : 'primary'}
            icon="refresh"
            title={t('myData.fetchMissing')}
            onPress={fetchMissing}
          />
        ) : null}
        <Button title={t('myData.again')} onPress={endPacking} />
      </View>
    </View>
  );
}

/** Why an export was not saved, and the way back. */
export function DataBroken({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof NotWritten)) return <ErrorState error={error} onRetry={endPacking} />;
  return (
    <View style={{ gap: 16 }}>
      <Notice tone="danger">{t('myData.notWritten')}</Notice>
      <View style={{ flexDirection: 'row' }}>
        <Button title={t('common.retry')} icon="refresh" onPress={endPacking} />
      </View>
    </View>
  );
}
