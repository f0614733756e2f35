import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ colors, radius }) => ({
  track: {
    height: 8,
    borderRadius: radius.full,
    backgroundColor: colors.press,
    overflow: 'hidden',
    flexDirection: 'row',
  },
  thin: { height: 4 },
  fill: { height: '100%', backgroundColor: colors.accentInk },
  faint: { height: '100%', backgroundColor: colors.accentInk, opacity: 0.4 },
  full: { backgroundColor: colors.dangerInk },
}));

const share = (part: number, whole: number) => (whole <= 0 ? 0 : Math.min(1, Math.max(0, part / whole)));

/** How much of something is taken, with a paler part for what is set aside. */
export function Meter({
  label,
  value,
  pending = 0,
  limit,
  text,
}: {
  label: string;
  value: number;
  pending?: number;
  limit: number;
  text: string;
}) {
  const styles = useStyles();
  const taken = share(value, limit);
  const aside = Math.min(1 - taken, share(pending, limit));
  return (
    <View
      style={styles.track}
      accessible
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((taken + aside) * 100)}
      aria-valuetext={text}
    >
      <View style={[styles.fill, taken >= 0.95 && styles.full, { width: `${taken * 100}%` }]} />
      <View style={[styles.faint, { width: `${aside * 100}%` }]} />
    </View>
  );
}

/** How far something has come, from 0 to 1. */
export function ProgressBar({ label, value }: { label: string; value: number }) {
  const styles = useStyles();
  const done = share(value, 1);
  return (
    <View
      style={[styles.track, styles.thin]}
      accessible
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(done * 100)}
    >
      <View style={[styles.fill, { width: `${done * 100}%` }]} />
    </View>
  );
}
