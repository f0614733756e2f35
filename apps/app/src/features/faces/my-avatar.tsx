import { Avatar } from '@/components/avatar';
import { refreshMe, useMe } from '@/lib/session';

/** Who is logged in, as others see them. */
export function MyAvatar({ size }: { size: number }) {
  const me = useMe();
  return <Avatar id={me.id} name={me.name} url={me.avatarUrl} size={size} onBroken={refreshMe} />;
}
