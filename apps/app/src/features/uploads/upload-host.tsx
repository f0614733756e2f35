import { usePathname } from 'expo-router';
import { useEffect } from 'react';
import { useMe } from '@/lib/session';
import { GroupChooser } from './group-chooser';
import { SurplusDialog } from './surplus-dialog';
import { UploadPanel } from './upload-panel';
import { startUploads } from './uploads';

/** Takes up the uploads of whoever is logged in, and shows them: once, above the pages. */
export function UploadHost() {
  const { id } = useMe();
  // The shutter is where the panel would be.
  const photographing = usePathname().endsWith('/camera');
  useEffect(() => startUploads(id), [id]);
  return (
    <>
      {photographing ? null : <UploadPanel />}
      <GroupChooser />
      <SurplusDialog />
    </>
  );
}
