import { useRef } from 'react';
import { View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET } from '@/lib/theme';
import { arrowStep, focusOn } from './keys';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface SegmentedControlProps<T extends string> {
  label: string;
  options: readonly { value: T; title: string }[];
  value: T;
  onChange: (value: T) => void;
}

const useStyles = stylesheet(({ colors, radius, motion, elevation }) => ({
  track: {
    flexDirection: 'row',
    // Long words of a language, or large letters, take a second line rather than an end of dots.
    flexWrap: 'wrap',
    padding: 3,
    borderRadius: radius.md + 3,
    backgroundColor: colors.track,
  },
  option: {
    flexGrow: 1,
    minHeight: TARGET,
    maxWidth: '100%',
    paddingHorizontal: 7,
    borderRadius: radius.md,
    alignItems: 'center',
    justifyContent: 'center',
    transitionProperty: 'background-color',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  hovered: { backgroundColor: colors.hover },
  chosen: { backgroundColor: colors.chosen, boxShadow: elevation.card },
}));

/** One of a few, all in sight; arrow keys move between them. */
export function SegmentedControl<T extends string>({
  label,
  options,
  value,
  onChange,
}: SegmentedControlProps<T>) {
  const styles = useStyles();
  const views = useRef<(View | null)[]>([]);
  const move = (index: number, key: string) => {
    const next = arrowStep(key, index, options.length);
    const option = next === null ? undefined : options[next];
    if (!option || next === null) return;
    onChange(option.value);
    focusOn(views.current[next]);
  };
  return (
    <View style={styles.track} role="radiogroup" aria-label={label}>
      {options.map((option, index) => {
        const chosen = option.value === value;
        return (
          <Touch
            key={option.value}
            ref={(view) => {
              views.current[index] = view;
            }}
            role="radio"
            aria-checked={chosen}
            tabIndex={chosen ? 0 : -1}
            onPress={() => onChange(option.value)}
            {...({ onKeyDown: (event: { key: string }) => move(index, event.key) } as object)}
            style={({ hovered }: TouchState) => [
              styles.option,
              hovered && styles.hovered,
              chosen && styles.chosen,
            ]}
          >
            <Text variant="label" tone={chosen ? 'ink' : 'soft'}>
              {option.title}
            </Text>
          </Touch>
        );
      })}
    </View>
  );
}
