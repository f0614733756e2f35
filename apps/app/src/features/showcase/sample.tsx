import type { ReactNode } from 'react';
import { View } from 'react-native';
import { Section } from '@/components/card';
import { stylesheet } from '@/lib/theme';

const useStyles = stylesheet(({ space }) => ({
  row: { flexDirection: 'row', flexWrap: 'wrap', alignItems: 'center', gap: space.md },
  stack: { gap: space.md },
}));

/** What names itself in the code, as whoever builds with it looks for it there. */
export function Sample({
  name,
  stacked = false,
  children,
}: {
  name: string;
  stacked?: boolean;
  children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <Section title={name}>
      <View style={stacked ? styles.stack : styles.row}>{children}</View>
    </Section>
  );
}

/** A sentence that is long enough to wrap on a phone. */
export const sentence = 'Twelve photos of the lake, and one of the dog that ate the picnic.';
export const person = { name: 'Anna Lindqvist', id: 'anna' };
