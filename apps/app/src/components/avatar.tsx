import { View } from 'react-native';
import { useSteadyAddress } from '@/lib/steady-address';
import { stylesheet, useTheme } from '@/lib/theme';
import { Picture } from './picture';
import { Text } from './text';

const useStyles = stylesheet(({ radius }) => ({
  disc: {
    borderRadius: radius.full,
    alignItems: 'center',
    justifyContent: 'center',
    flexShrink: 0,
    overflow: 'hidden',
  },
}));

// Ground and ink per scheme, each pair at 4.5:1 or better; a person keeps their colour.
const inks = {
  light: [
    ['#F0E0E8', '#6A1F47'],
    ['#E2ECE0', '#2F5532'],
    ['#F4E6D2', '#6E4310'],
    ['#DFE9EC', '#1F505C'],
    ['#E8E2F1', '#4A3673'],
    ['#F3E0DA', '#7A3220'],
  ],
  dark: [
    ['#46283A', '#F3C3D9'],
    ['#273A29', '#BBDDBB'],
    ['#41301A', '#EECD9B'],
    ['#1F3840', '#B2DBE4'],
    ['#352B4B', '#D4C6F2'],
    ['#452A22', '#F2C2B3'],
  ],
} as const;

/** The first letters of the first and last word of a name. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? '')][0] ?? '',
  );
  return letters.join('').toUpperCase();
}

// FNV-1a, stirred at the end: ids made at the same time differ in few digits.
function hash(text: string): number {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return (Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d) >>> 13) >>> 0;
}

export interface AvatarProps {
  name: string;
  id: string;
  /** A signed address of their picture; without one, and until it is there, their initials are seen. */
  url?: string | null | undefined;
  size?: number;
  /** Is told when the address does not work, to bring another one. */
  onBroken?: () => void;
}

const keep = () => {};

/** A picture over the initials, for as long as its address works: signed ones change every few minutes. */
function Face({ url, onBroken }: { url: string; onBroken: () => void }) {
  const steady = useSteadyAddress(url, onBroken);
  return steady.url ? <Picture url={steady.url} thumbhash={null} label="" onError={steady.onError} /> : null;
}

/** Stands for a person, beside their name; screen readers skip it. */
export function Avatar({ name, id, url, size = 40, onBroken = keep }: AvatarProps) {
  const styles = useStyles();
  const { scheme } = useTheme();
  const pairs = inks[scheme];
  const [ground, ink] = pairs[hash(id) % pairs.length] ?? pairs[0];
  return (
    <View style={[styles.disc, { width: size, height: size, backgroundColor: ground }]} aria-hidden>
      <Text
        style={{
          fontSize: size * 0.38,
          lineHeight: size * 0.5,
          fontWeight: '600',
          color: ink,
          letterSpacing: 0,
        }}
      >
        {initialsOf(name)}
      </Text>
      {url ? <Face key={url.split('?')[0]} url={url} onBroken={onBroken} /> : null}
    </View>
  );
}
