import { Children, Fragment, type ReactNode } from 'react';
import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { Text } from './text';

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  section: { gap: space.md },
  head: {
    flexDirection: 'row',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: space.md,
    minHeight: 28,
  },
  card: {
    backgroundColor: colors.surface,
    borderRadius: radius.lg,
    borderWidth: 1,
    borderColor: colors.line,
    boxShadow: elevation.card,
    overflow: 'hidden',
  },
  padded: { padding: space.lg, gap: space.lg },
  line: { height: 1, backgroundColor: colors.line, marginStart: space.lg },
}));

/** A part of a page, with its heading. */
export function Section({ title, end, children }: { title: string; end?: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  return (
    <View style={styles.section} role="region" aria-label={title}>
      <View style={styles.head}>
        <Text variant="heading" level={2}>
          {title}
        </Text>
        {end}
      </View>
      {children}
    </View>
  );
}

/** A surface; `list` draws a line between what is in it. */
export function Card({ list = false, children }: { list?: boolean; children: ReactNode }) {
  const styles = useStyles();
  if (!list) return <View style={[styles.card, styles.padded]}>{children}</View>;
  return (
    <View style={styles.card}>
      {Children.toArray(children).map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: keyed children keep their own
        <Fragment key={index}>
          {index > 0 ? <View style={styles.line} /> : null}
          {child}
        </Fragment>
      ))}
    </View>
  );
}
