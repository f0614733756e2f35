import { enter } from '../person.ts';
import { demoAccounts } from '../seed-demo.ts';

/** Something to judge for Anna, who looks after the demo group, and something that she waits to hear of. */
export async function fileReports(baseUrl: string): Promise<void> {
  const anna = await enter(baseUrl, demoAccounts[0]);
  const cleo = await enter(baseUrl, demoAccounts[2]);
  const { groups } = await anna.client.listGroups();
  const group = groups.find(({ name }) => name === 'Weekend in the hills');
  if (!group) throw new Error('There is no demo group');
  const { photos } = await anna.client.listPhotos({ params: { groupId: group.id } });
  const about = (name: string) => {
    const photo = photos.find(({ uploader }) => uploader?.name === name);
    if (!photo) throw new Error(`${name} has no photo in the demo group`);
    return { kind: 'photo', groupId: group.id, photoId: photo.id } as const;
  };
  await cleo.client.report({
    body: {
      subject: about('Ben'),
      reason: 'privacy',
      text: 'The garden in it is ours, with our address on the gate.',
    },
  });
  await anna.client.report({
    body: { subject: about('Cleo'), reason: 'other', text: 'This one is from another trip.' },
  });
}
