type Rule = readonly [pattern: RegExp, name: string];

// In order: most browsers also carry the names of those they descend from.
const programs: readonly Rule[] = [
  [/wmory-cli/i, 'WMORY command line'],
  [/wmory|\bexpo\b|okhttp|CFNetwork/i, 'WMORY app'],
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera|OPiOS)\b/, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|Chromium|CriOS|HeadlessChrome)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

const systems: readonly Rule[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b|okhttp/i, 'Android'],
  [/CFNetwork|\biOS\b/, 'iOS'],
  [/\bWindows\b|\bwin32\b/i, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b|\bMacintosh\b|\bdarwin\b/i, 'macOS'],
  [/\bLinux\b/i, 'Linux'],
];

const match = (rules: readonly Rule[], text: string): string | undefined =>
  rules.find(([pattern]) => pattern.test(text))?.[1];

/**
 * "Firefox on Linux": what people recognise in a user agent. Nothing of the text itself is shown, which anybody
 * can make up.
 */
export function nameDevice(userAgent: string): string {
  const program = match(programs, userAgent);
  const system = match(systems, userAgent);
  if (program && system) return `${program} on ${system}`;
  return program ?? system ?? 'Unknown device';
}
