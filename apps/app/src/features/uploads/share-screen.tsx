import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { showToast } from '@/components/toast';
import { GroupsScreen } from '../groups/groups-screen';
import { takeFiles } from './choose-photos';
import { collectSharedFiles, watchSharedFiles } from './shared-files';

/** Where the system leads when another app shares photos with this one: asks for the group, above the list of groups. */
export function ShareScreen() {
  const { t } = useTranslation();
  useEffect(() => {
    const take = () =>
      takeFiles(
        null,
        collectSharedFiles().then((files) => {
          if (files.length === 0) showToast({ message: t('unplaced.nothingShared'), tone: 'problem' });
          return files;
        }),
      );
    void take();
    return watchSharedFiles(() => void take());
  }, [t]);
  return <GroupsScreen />;
}
