import { File } from 'expo-file-system';
import { clearSharedPayloads, getResolvedSharedPayloadsAsync, type ResolvedSharePayload } from 'expo-sharing';
import { AppState } from 'react-native';
import { type Candidate, typeOf } from './candidate';

function candidateOf(payload: ResolvedSharePayload): Candidate[] {
  const uri = payload.contentUri;
  if (uri === null || payload.contentType === 'website') return [];
  const name = payload.originalName ?? uri.slice(uri.lastIndexOf('/') + 1);
  return [
    {
      name,
      mimeType: typeOf(name, payload.contentMimeType ?? payload.mimeType ?? ''),
      size: payload.contentSize ?? new File(uri).size ?? 0,
      modifiedAt: null,
      handle: { uri },
    },
  ];
}

/** The files that another app has shared with this one; they stay there until they are dropped. */
export const collectSharedFiles = async (): Promise<Candidate[]> =>
  (await getResolvedSharedPayloadsAsync()).flatMap(candidateOf);

/** Forgets them. */
export async function dropSharedFiles(): Promise<void> {
  clearSharedPayloads();
}

/** Calls back when more may have arrived while the page is open: the app comes to the front. The answer stops it. */
export function watchSharedFiles(listener: () => void): () => void {
  const watching = AppState.addEventListener('change', (state) => {
    if (state === 'active') listener();
  });
  return () => watching.remove();
}
