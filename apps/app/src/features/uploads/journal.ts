import type { Journal, JournalRecord } from '@wmory/uploader';
import { File, Paths } from 'expo-file-system';
import type { UploadHandle } from './candidate';

interface Kept {
  userId: string;
  records: JournalRecord<UploadHandle>[];
}

const place = () => new File(Paths.document, 'uploads.json');

async function read(userId: string): Promise<Map<string, JournalRecord<UploadHandle>>> {
  const file = place();
  if (!file.exists) return new Map();
  const kept = JSON.parse(await file.text()) as Kept;
  return new Map(kept.userId === userId ? kept.records.map((record) => [record.source.id, record]) : []);
}

/** Keeps the list of files in a file of the app, so that uploads go on after a restart. */
export function createJournal(userId: string): Journal<UploadHandle> {
  // An unreadable list is as good as none: the photos themselves are still in the library.
  const reading = read(userId).catch(() => new Map<string, JournalRecord<UploadHandle>>());
  const change = async (act: (records: Map<string, JournalRecord<UploadHandle>>) => void) => {
    const records = await reading;
    act(records);
    const kept: Kept = { userId, records: [...records.values()] };
    place().write(JSON.stringify(kept));
  };
  return {
    load: async () => [...(await reading).values()],
    save: (added) =>
      change((records) => added.forEach((record) => void records.set(record.source.id, record))),
    remove: (ids) => change((records) => ids.forEach((id) => void records.delete(id))),
  };
}

/** Forgets all files that were kept. */
export async function eraseJournal(): Promise<void> {
  const file = place();
  if (file.exists) file.delete();
}
