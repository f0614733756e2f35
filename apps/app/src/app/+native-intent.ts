/** Where an address leads that the system opens the app with: `wmory://expo-sharing` says that files were shared. */
export function redirectSystemPath({ path }: { path: string; initial: boolean }): string {
  return /(^|\/\/)expo-sharing\b/.test(path) ? '/share' : path;
}
