import { useThisGroup } from '@/features/groups/this-group';
import { GroupFeed } from '@/features/media/group-feed';

export default function GroupPhotosScreen() {
  return <GroupFeed group={useThisGroup()} />;
}
