import type { Group } from '@wmory/contract';
import i18n from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Platform } from 'react-native';
import { Button, type ButtonProps } from '@/components/button';
import { IconButton } from '@/components/icon-button';
import { chooseFolder, choosePhotos } from './choose-photos';

export interface AddPhotosButtonProps {
  group: Group;
  size?: ButtonProps['size'];
}

/** The button that adds photos; it says why where the person may not. */
export function AddPhotosButton({ group, size = 'medium' }: AddPhotosButtonProps) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const may = group.abilities.upload;
  const choose = () => {
    setBusy(true);
    void choosePhotos(group).finally(() => setBusy(false));
  };
  return (
    <Button
      title={t('media.upload.add')}
      icon="plus"
      variant="primary"
      size={size}
      disabled={!may || busy}
      label={may ? t('media.upload.add') : `${t('media.upload.add')}. ${i18n.t('media.upload.forbidden')}`}
      onPress={choose}
    />
  );
}

/** Opens the camera; nothing where the person may not add photos. */
export function TakePhotosButton({ group }: { group: Group }) {
  const { t } = useTranslation();
  if (!group.abilities.upload) return null;
  return <IconButton icon="camera" label={t('camera.open')} href={`/groups/${group.id}/camera`} />;
}

/** Adds a whole folder; in browsers alone, and nothing where the person may not. */
export function AddFolderButton({ group }: { group: Group }) {
  const { t } = useTranslation();
  if (Platform.OS !== 'web' || !group.abilities.upload) return null;
  return (
    <IconButton icon="folder" label={t('media.upload.addFolder')} onPress={() => void chooseFolder(group)} />
  );
}
