import { useThisGroup } from '@/features/groups/this-group';
import { GroupFeed } from '@/features/photo-screens';

export default function GroupPhotosScreen() {
  return <GroupFeed group={useThisGroup()} />;
}
