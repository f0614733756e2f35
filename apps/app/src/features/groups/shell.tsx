import type { ReactNode } from 'react';
import { View } from 'react-native';
import { SkipLink } from '@/components/skip-link';
import { CreateGroupSheet } from '@/features/pages';
import { UploadDock } from '@/features/uploads/upload-dock';
import { stylesheet, useLayout } from '@/lib/theme';
import { closeCreateGroup, useCreateGroupOpen } from './create-group';
import { Sidebar } from './sidebar';

const useStyles = stylesheet(({ colors }) => ({
  shell: { flex: 1, flexDirection: 'row', backgroundColor: colors.ground },
  content: { flex: 1, minWidth: 0 },
}));

/** Around every page of a logged-in person: the sidebar where there is room for it. */
export function Shell({ bare, children }: { bare: boolean; children: ReactNode }) {
  const styles = useStyles();
  const { wide } = useLayout();
  const creating = useCreateGroupOpen((store) => store.open);
  return (
    <View style={styles.shell}>
      {wide && !bare ? (
        <>
          <SkipLink />
          <Sidebar />
        </>
      ) : null}
      <View style={styles.content}>{children}</View>
      <UploadDock />
      <CreateGroupSheet open={creating} onClose={closeCreateGroup} />
    </View>
  );
}
