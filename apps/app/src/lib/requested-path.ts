import { useGlobalSearchParams, usePathname, useSegments } from 'expo-router';

/** The path that was asked for with its query and fragment, also while none of its pages is drawn. */
export function useRequestedPath(): string {
  const path = usePathname();
  const { '#': fragment, ...params } = useGlobalSearchParams();
  const segments: string[] = useSegments();
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    if (!segments.includes(`[${name}]`))
      for (const each of [value].flat()) if (each !== undefined) query.append(name, each);
  const asked = query.toString();
  return `${path}${asked && `?${asked}`}${typeof fragment === 'string' && fragment ? `#${fragment}` : ''}`;
}
