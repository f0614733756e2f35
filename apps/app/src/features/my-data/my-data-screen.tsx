import { useRouter } from 'expo-router';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/empty-state';
import { Loading } from '@/components/loading';
import { Screen } from '@/components/screen';
import { Text } from '@/components/text';
import { DataChoice } from './data-choice';
import { DataContents } from './data-contents';
import { DataBroken, DataSaved } from './data-outcome';
import { DataProgress } from './data-progress';
import { usePacking } from './packing';
import { useShares } from './queries';

function Offer() {
  const { data: shares, error, refetch } = useShares();
  if (shares) return <DataChoice shares={shares} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return <Loading rows={[60, 60]} />;
}

/** All that the server keeps of me, to take home as a file. */
export function MyDataScreen() {
  const { t } = useTranslation();
  const router = useRouter();
  const packing = usePacking((store) => store.packing);
  return (
    <Screen title={t('myData.title')} width={760} back={() => router.dismissTo('/account')}>
      <Text tone="soft">{t('myData.about')}</Text>
      {packing.status === 'packing' ? (
        <DataProgress packing={packing} />
      ) : packing.status === 'saved' ? (
        <DataSaved saved={packing} />
      ) : packing.status === 'broken' ? (
        <DataBroken error={packing.error} />
      ) : (
        <Offer />
      )}
      <DataContents />
    </Screen>
  );
}
