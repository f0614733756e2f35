import { type Candidate, typeOf } from './candidate';

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

export const candidateOf = (file: File, path = file.webkitRelativePath): Candidate => ({
  name: file.name,
  mimeType: typeOf(file.name, file.type),
  size: file.size,
  modifiedAt: file.lastModified || null,
  handle: { file },
  folder: folderOf(path),
});

/** Without those in hidden folders, such as the thumbnails that systems keep. */
export const visibleFiles = (files: FileList | null): File[] =>
  [...(files ?? [])].filter((file) => !/(^|\/)\./.test(file.webkitRelativePath));

const named = (file: File): File =>
  // A pasted picture is called image.png by every browser; the time tells them apart.
  file.name === 'image.png' && Date.now() - file.lastModified < 5000
    ? new File([file], `pasted-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.png`, {
        type: file.type,
      })
    : file;

/** The files on the clipboard. */
export const pastedFiles = (data: DataTransfer | null): Candidate[] =>
  [...(data?.files ?? [])].map((file) => candidateOf(named(file)));

const readBatch = (reader: FileSystemDirectoryReader) =>
  new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));

async function readEntry(entry: FileSystemEntry): Promise<Candidate[]> {
  if (entry.isFile) {
    const { promise, resolve, reject } = Promise.withResolvers<File>();
    (entry as FileSystemFileEntry).file(resolve, reject);
    // What cannot be read is left out; the rest of the folder is still worth having.
    return promise.then(
      (file) => [candidateOf(file, entry.fullPath)],
      () => [],
    );
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const files: Candidate[] = [];
  // Browsers hand out a hundred entries at a time.
  for (let batch = await readBatch(reader); batch.length > 0; batch = await readBatch(reader)) {
    for (const child of batch) if (!child.name.startsWith('.')) files.push(...(await readEntry(child)));
  }
  return files;
}

/** The files that were dropped, with those in dropped folders. Call it while the event is being handled. */
export async function droppedFiles(data: DataTransfer | null): Promise<Candidate[]> {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = items.map((item) => item.getAsFile());
  const files = await Promise.all(
    entries.map((entry, index) => {
      const file = plain[index];
      return entry?.isDirectory ? readEntry(entry) : file ? [candidateOf(file)] : [];
    }),
  );
  return files.flat();
}

/** Whether something that is dragged holds files. */
export const holdsFiles = (data: DataTransfer | null): boolean => data?.types.includes('Files') ?? false;
