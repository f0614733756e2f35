import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Account, enter, type PhotoFile, settled, share } from './person.ts';

const PHOTOS = join(import.meta.dirname, 'photos');
const GROUP = 'Weekend in the hills';

/** Known log-ins: for a machine of one's own, never for one that others reach. */
export const demoAccounts = [
  { name: 'Anna', email: 'anna@demo.example', password: 'demo anna likes hills' },
  { name: 'Ben', email: 'ben@demo.example', password: 'demo ben likes lakes' },
  { name: 'Cleo', email: 'cleo@demo.example', password: 'demo cleo likes trains' },
] as const satisfies Account[];

/** What was seen on two days, in hours before now; the pictures that carry a clock of their own keep to it. */
const album: readonly [name: string, mimeType: string, hoursAgo: number][] = [
  ['silver_fir.jpg', 'image/jpeg', 27.4],
  ['wood_anemones.jpg', 'image/jpeg', 27.2],
  ['IMG_2682.heic', 'image/heic', 53],
  ['orychophragmus_violaceus.jpg', 'image/jpeg', 2.2],
  ['polemonium_reptans.jpg', 'image/jpeg', 2.4],
  ['cyclamen_persicum.jpg', 'image/jpeg', 29],
  ['el_torcal_rocks.jpg', 'image/jpeg', 28],
  ['notocactus_minimus.jpg', 'image/jpeg', 27],
  ['denali.webp', 'image/webp', 26],
  ['japanese-shop.jpg', 'image/jpeg', 1.2],
];

const readPhotos = (now: number): Promise<PhotoFile[]> =>
  Promise.all(
    album.map(async ([name, mimeType, hoursAgo]) => ({
      name,
      mimeType,
      takenAt: now - hoursAgo * 3_600_000,
      bytes: new Uint8Array(await readFile(join(PHOTOS, name))),
    })),
  );

/** Makes the demo group with its people and photos, once; answers how to log in. */
export async function seedDemo(baseUrl: string): Promise<string> {
  const [anna, ben, cleo] = [
    await enter(baseUrl, demoAccounts[0]),
    await enter(baseUrl, demoAccounts[1]),
    await enter(baseUrl, demoAccounts[2]),
  ];
  const { groups } = await anna.client.listGroups();
  if (!groups.some(({ name }) => name === GROUP)) {
    const group = await anna.client.createGroup({ body: { name: GROUP } });
    const params = { groupId: group.id };
    const { token } = await anna.client.createInvite({ params, body: { role: 'contributor' } });
    for (const guest of [ben, cleo]) await guest.client.joinGroup({ body: { token } });
    const people = [anna, ben, cleo];
    const photos = await readPhotos(Date.now());
    for (const [index, person] of people.entries()) {
      await share(
        person,
        group.id,
        photos.filter((_, at) => at % people.length === index),
      );
    }
    const ready = await settled(anna, group.id);
    const first = ready.find(({ originals }) => originals[0]?.name === 'japanese-shop.jpg');
    if (first) {
      await anna.client.updatePhoto({
        params: { ...params, photoId: first.id },
        body: { caption: 'The last shop that was still open' },
      });
    }
  }
  const logIns = demoAccounts.map(({ email, password }) => `  ${email}   ${password}`);
  return ['Demo group ready. Log in as', ...logIns].join('\n');
}
