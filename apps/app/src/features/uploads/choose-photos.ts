import type { Group } from '@wmory/contract';
import { showToast } from '@/components/toast';
import { explain } from '@/lib/problems';
import type { Candidate } from './candidate';

// The engine that uploads comes with the pictures, after the first page.
const parts = () => import('../photo-parts');

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
