import { type StyleProp, View, type ViewStyle } from 'react-native';
import { stylesheet, TARGET, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface CheckboxProps {
  title: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Its name for screen readers, where the title alone does not say it. */
  label?: string;
  /** At the end, for eyes alone. */
  note?: string;
  /** `danger`: what it does is against somebody. */
  tone?: 'accent' | 'danger';
  /** One line without a frame, below what it is about. */
  brief?: boolean;
  style?: StyleProp<ViewStyle>;
}

const useStyles = stylesheet(({ colors, radius, space }) => ({
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
  square: {
    width: 20,
    height: 20,
    borderRadius: 6,
    borderWidth: 2,
    borderColor: colors.lineStrong,
    alignItems: 'center',
    justifyContent: 'center',
  },
  squareChosen: { borderColor: colors.accentInk, backgroundColor: colors.accentInk },
  squareDanger: { borderColor: colors.danger, backgroundColor: colors.danger },
  brief: {
    flexDirection: 'row',
    alignItems: 'center',
    alignSelf: 'flex-start',
    gap: space.sm,
    minHeight: TARGET,
    marginStart: -space.sm,
    paddingHorizontal: space.sm,
    borderRadius: radius.sm,
  },
  words: { flex: 1, minWidth: 0 },
}));

/** Something that can be had on top, with a word of explanation. */
export function Checkbox(props: CheckboxProps) {
  const { title, hint, checked, onChange, label, note, tone = 'accent', brief = false, style } = props;
  const styles = useStyles();
  const { colors } = useTheme();
  const danger = tone === 'danger';
  return (
    <Touch
      role="checkbox"
      aria-checked={checked}
      onPress={() => onChange(!checked)}
      {...(label !== undefined && { label })}
      style={({ hovered }: TouchState) => [
        brief ? styles.brief : styles.option,
        style,
        hovered && styles.lit,
        checked && !brief && styles.chosen,
      ]}
    >
      <View style={[styles.square, checked && (danger ? styles.squareDanger : styles.squareChosen)]}>
        {checked ? (
          <Icon name="check" size={14} color={danger ? colors.onDanger : colors.accentSoft} />
        ) : null}
      </View>
      <View style={brief ? null : styles.words}>
        <Text variant={brief ? 'small' : 'label'}>{title}</Text>
        {hint ? (
          <Text variant="small" tone="soft">
            {hint}
          </Text>
        ) : null}
      </View>
      {note ? (
        <Text variant="caption" tone="soft" aria-hidden>
          {note}
        </Text>
      ) : null}
    </Touch>
  );
}
