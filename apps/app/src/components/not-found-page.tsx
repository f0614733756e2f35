import { useTranslation } from 'react-i18next';
import { Button } from './button';
import { EmptyState } from './empty-state';
import { Screen } from './screen';

/** For addresses that lead nowhere, and for what the server does not show to this person. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Screen title={t('failure.missingTitle')} bare>
      <EmptyState level={1} icon="search" title={t('failure.missingTitle')} body={t('failure.missingBody')}>
        <Button title={t('failure.home')} variant="primary" href="/" />
      </EmptyState>
    </Screen>
  );
}
