import { ConnectionError, type Group } from '@wmory/contract';
import { showToast } from '@/components/toast';
import { noteShown } from '@/lib/first-page';
import { explain } from '@/lib/problems';
import type { Candidate } from './candidate';

// The engine that uploads comes after the first page.
function parts() {
  // Who does something sees a page.
  noteShown();
  return import('./upload-parts').catch((cause: unknown) => {
    throw new ConnectionError('A part of the app could not be loaded', { cause });
  });
}

/** Says why something cannot be done. Never rejects. */
const orSay = (task: Promise<void>): Promise<void> =>
  task.catch((error: unknown) => showToast({ message: explain(error), tone: 'problem' }));

type Target = Pick<Group, 'id' | 'abilities'>;

/** Takes files that were dropped, pasted or shared; asks for the group where there is none. Never rejects. */
export const takeFiles = (group: Target | null, files: Candidate[] | Promise<Candidate[]>): Promise<void> =>
  orSay(
    parts().then(async ({ offerFiles, placeFiles }) =>
      group ? offerFiles(group, await files) : placeFiles(await files),
    ),
  );

/** Lets the person choose photos for a group and puts them into the queue. Never rejects. */
export const choosePhotos = (group: Target): Promise<void> =>
  orSay(parts().then(async ({ offerFiles, pickPhotos }) => offerFiles(group, await pickPhotos())));

/** Lets the person choose a folder for a group. Never rejects. */
export const chooseFolder = (group: Target): Promise<void> =>
  orSay(parts().then(async ({ offerFiles, pickFolder }) => offerFiles(group, await pickFolder())));
