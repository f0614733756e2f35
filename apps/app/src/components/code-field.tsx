import { type Ref, useImperativeHandle, useRef, useState } from 'react';
import { Platform, TextInput, type TextStyle, View, type ViewStyle } from 'react-native';
import { stylesheet } from '@/lib/theme';
import { FACE } from './face';
import { Text } from './text';

const LENGTH = 6;

export interface CodeFieldProps {
  ref?: Ref<{ focus: () => void }>;
  label: string;
  value: string;
  onChange: (digits: string) => void;
  /** Called with the digits as soon as the last is there. */
  onComplete?: (digits: string) => void;
  error?: string | null;
}

const useStyles = stylesheet(({ colors, radius, space, type }) => ({
  field: { gap: space.sm },
  // Digits read from the left in every language; browsers are told by an attribute.
  boxes: {
    flexDirection: 'row',
    gap: space.sm,
    ...Platform.select<ViewStyle>({ web: {}, default: { direction: 'ltr' } }),
  },
  box: {
    flex: 1,
    minWidth: 0,
    height: 60,
    borderRadius: radius.md,
    borderWidth: 1,
    borderColor: colors.lineStrong,
    backgroundColor: colors.surface,
    alignItems: 'center',
    justifyContent: 'center',
  },
  gap: { marginEnd: space.sm },
  next: { borderColor: colors.accentInk, boxShadow: `0 0 0 1px ${colors.accentInk}` },
  wrong: { borderColor: colors.dangerInk },
  digit: { ...type.title, fontVariant: ['tabular-nums'] },
  input: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    start: 0,
    end: 0,
    opacity: 0.01,
    color: 'transparent',
    fontSize: 16,
    fontFamily: FACE,
    outlineStyle: 'none',
    cursor: 'text',
  } as unknown as TextStyle,
}));

/** Six boxes over one field: paste and one-time-code autofill just work, and readers hear one field. */
export function CodeField({ ref, label, value, onChange, onComplete, error }: CodeFieldProps) {
  const styles = useStyles();
  const input = useRef<TextInput>(null);
  const [focused, setFocused] = useState(false);
  useImperativeHandle(ref, () => ({ focus: () => input.current?.focus() }));

  const change = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, LENGTH);
    onChange(digits);
    if (digits.length === LENGTH && digits !== value) onComplete?.(digits);
  };

  return (
    <View style={styles.field}>
      <Text variant="label">{label}</Text>
      <View>
        <View style={styles.boxes} aria-hidden {...({ dir: 'ltr' } as object)}>
          {Array.from({ length: LENGTH }, (_, index) => (
            <View
              // biome-ignore lint/suspicious/noArrayIndexKey: the boxes never move
              key={index}
              style={[
                styles.box,
                index === 2 && styles.gap,
                error ? styles.wrong : null,
                focused && index === Math.min(value.length, LENGTH - 1) && styles.next,
              ]}
            >
              <Text style={styles.digit}>{value[index] ?? ''}</Text>
            </View>
          ))}
        </View>
        <TextInput
          ref={input}
          value={value}
          onChangeText={change}
          aria-label={label}
          {...({ 'aria-invalid': Boolean(error) } as object)}
          inputMode="numeric"
          autoComplete="one-time-code"
          textContentType="oneTimeCode"
          caretHidden
          autoFocus
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
          style={styles.input}
        />
      </View>
      {error ? (
        <Text variant="small" tone="danger" role="alert">
          {error}
        </Text>
      ) : null}
    </View>
  );
}
