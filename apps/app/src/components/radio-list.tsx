import { View } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface RadioListProps<T extends string> {
  label: string;
  options: readonly { value: T; title: string; hint?: string }[];
  value: T | null;
  onChange: (value: T) => void;
}

const useStyles = stylesheet(({ colors, radius, space }) => ({
  list: { gap: space.sm },
  option: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    minHeight: 60,
    paddingHorizontal: 14,
    paddingVertical: space.sm + 2,
    borderRadius: radius.md,
    borderWidth: 1,
    borderColor: colors.line,
  },
  lit: { backgroundColor: colors.hover },
  chosen: { borderColor: colors.accentInk, backgroundColor: colors.accentSoft },
  ring: {
    width: 20,
    height: 20,
    borderRadius: 10,
    borderWidth: 2,
    borderColor: colors.lineStrong,
    alignItems: 'center',
    justifyContent: 'center',
  },
  ringChosen: { borderColor: colors.accentInk },
  dot: { width: 10, height: 10, borderRadius: 5, backgroundColor: colors.accentInk },
  words: { flex: 1 },
}));

/** One of a few that need a word of explanation each. */
export function RadioList<T extends string>({ label, options, value, onChange }: RadioListProps<T>) {
  const styles = useStyles();
  return (
    <View style={styles.list} role="radiogroup" aria-label={label}>
      {options.map((option) => {
        const chosen = option.value === value;
        return (
          <Touch
            key={option.value}
            role="radio"
            aria-checked={chosen}
            onPress={() => onChange(option.value)}
            style={({ hovered }: TouchState) => [
              styles.option,
              hovered && styles.lit,
              chosen && styles.chosen,
            ]}
          >
            <View style={[styles.ring, chosen && styles.ringChosen]}>
              {chosen ? <View style={styles.dot} /> : null}
            </View>
            <View style={styles.words}>
              <Text variant="label">{option.title}</Text>
              {option.hint ? (
                <Text variant="small" tone="soft">
                  {option.hint}
                </Text>
              ) : null}
            </View>
          </Touch>
        );
      })}
    </View>
  );
}
