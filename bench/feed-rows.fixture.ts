import type { DatabaseSync } from 'node:sqlite';
import { MINUTE, START } from './feed.fixture.ts';

/**
 * Photos of one uploader. People add what they took lately, so neighbours in the feed came in near each other, in no
 * strict order.
 */
export function fillGroup(
  connection: DatabaseSync,
  { groupId, userId, size }: { groupId: string; userId: string; size: number },
): void {
  connection
    .prepare(
      `with recursive number(n) as (select 0 union all select n + 1 from number where n < :size - 1)
       insert into photos (id, group_id, uploader_id, kind, state, sha256, live_sha256, size, mime_type,
         file_name, storage_key, caption, width, height, taken_at, added_at, camera, thumbhash)
       select printf('%s-%04x-7000-8000-%012x', substr(:group, 1, 8), n >> 16, n), :group, :user, 'image',
         'ready', printf('%064x', n), printf('%064x', n), 3000000, 'image/jpeg', printf('IMG_%06d.jpg', n),
         printf('media/%s/%d/original', :group, n), '', 4032, 3024,
         :start + (n - n % 200 + (n * 77) % 200) * :minute, :start + n * :minute, 'Apple iPhone 15',
         'k5gGDYSOmXeYhXd/d3eId3eA9w=='
       from number`,
    )
    .run({ ':size': size, ':group': groupId, ':user': userId, ':start': START, ':minute': MINUTE });
}
