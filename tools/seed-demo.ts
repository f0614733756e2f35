import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { imageTypes } from '@wmory/contract';
import { type Account, enter, type PhotoFile, settled, share } from './person.ts';

const PHOTOS = join(import.meta.dirname, 'photos');
const GROUP = 'Weekend in the hills';

/** Known log-ins: for a machine of one's own, never for one that others reach. */
export const demoAccounts = [
  { name: 'Anna', email: 'anna@demo.example', password: 'demo anna likes hills' },
  { name: 'Ben', email: 'ben@demo.example', password: 'demo ben likes lakes' },
  { name: 'Cleo', email: 'cleo@demo.example', password: 'demo cleo likes trains' },
] as const satisfies Account[];

const typeOf = (name: string): string | undefined =>
  Object.entries(imageTypes).find(([, endings]) =>
    (endings as readonly string[]).includes(extname(name).slice(1).toLowerCase()),
  )?.[0];

async function readPhotos(): Promise<PhotoFile[]> {
  const names = (await readdir(PHOTOS)).sort();
  const files = names.map(async (name) => {
    const mimeType = typeOf(name);
    return mimeType ? [{ name, mimeType, bytes: new Uint8Array(await readFile(join(PHOTOS, name))) }] : [];
  });
  return (await Promise.all(files)).flat();
}

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
    const photos = await readPhotos();
    for (const [index, person] of people.entries()) {
      await share(
        person,
        group.id,
        photos.filter((_, at) => at % people.length === index),
      );
    }
    const ready = await settled(anna, group.id);
    const first = ready.find(({ abilities }) => abilities.edit);
    if (first) {
      await anna.client.updatePhoto({
        params: { ...params, photoId: first.id },
        body: { caption: 'The first one of the trip' },
      });
    }
  }
  const logIns = demoAccounts.map(({ email, password }) => `  ${email}   ${password}`);
  return ['Demo group ready. Log in as', ...logIns].join('\n');
}
