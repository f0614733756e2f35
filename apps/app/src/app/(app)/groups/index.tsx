import { GroupsScreen } from '@/features/groups/groups-screen';
import { DropZone } from '@/features/uploads/drop-zone';

export default function GroupsPage() {
  return (
    <>
      <GroupsScreen />
      <DropZone group={null} />
    </>
  );
}
