import { type Ref, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextInput, type TextInputProps, type TextStyle, View, type ViewStyle } from 'react-native';
import { stylesheet, useTheme } from '@/lib/theme';
import { FACE } from './face';
import { useSubmit } from './form-context';
import { IconButton } from './icon-button';
import { Text } from './text';
import { textSide } from './text-side';

export interface TextFieldProps extends Omit<TextInputProps, 'style' | 'secureTextEntry'> {
  ref?: Ref<TextInput>;
  label: string;
  /** Said below, until there is an error to say instead. */
  hint?: string;
  error?: string | null;
  /** Hides what is typed, with a button to show it. */
  password?: boolean;
  /** For more than a line: how many are in sight. */
  lines?: number;
}

const useStyles = stylesheet(({ colors, radius, space, motion, type }) => ({
  field: { gap: 6 },
  frame: {
    flexDirection: 'row',
    alignItems: 'center',
    minHeight: 50,
    borderRadius: radius.md,
    borderWidth: 1,
    borderColor: colors.lineStrong,
    backgroundColor: colors.surface,
    transitionProperty: 'border-color, box-shadow',
    transitionDuration: `${motion.quick}ms`,
  } as ViewStyle,
  focused: { borderColor: colors.accentInk, boxShadow: `0 0 0 1px ${colors.accentInk}` },
  wrong: { borderColor: colors.dangerInk, boxShadow: `0 0 0 1px ${colors.dangerInk}` },
  idle: { opacity: 0.6 },
  input: {
    ...type.body,
    lineHeight: undefined,
    fontFamily: FACE,
    flex: 1,
    minWidth: 0,
    minHeight: 48,
    paddingHorizontal: 14,
    color: colors.ink,
    textAlign: 'auto',
    outlineStyle: 'none',
  } as unknown as TextStyle,
  area: { ...type.body, paddingVertical: 12, textAlignVertical: 'top' } as TextStyle,
  note: { paddingHorizontal: space.xxs },
}));

/** A line or several to type in, with their label above. */
export function TextField({
  ref,
  label,
  hint,
  error,
  password = false,
  lines,
  onFocus,
  onBlur,
  editable = true,
  onSubmitEditing,
  ...rest
}: TextFieldProps) {
  const styles = useStyles();
  const { colors, scheme } = useTheme();
  const { t } = useTranslation();
  const submit = useSubmit();
  const id = useId();
  const [focused, setFocused] = useState(false);
  const [shown, setShown] = useState(false);
  const note = error ?? hint;
  const side = textSide(Boolean(rest.value));
  return (
    <View style={styles.field}>
      <Text variant="label" nativeID={`${id}label`} style={styles.note}>
        {label}
      </Text>
      <View
        style={[
          styles.frame,
          focused && styles.focused,
          error ? styles.wrong : null,
          !editable && styles.idle,
        ]}
      >
        <TextInput
          {...side.props}
          {...rest}
          ref={ref}
          editable={editable}
          secureTextEntry={password && !shown}
          aria-label={label}
          accessibilityHint={note}
          {...({
            'aria-invalid': Boolean(error),
            'aria-describedby': note ? `${id}note` : undefined,
          } as object)}
          {...(password ? { autoCapitalize: 'none', autoCorrect: false, spellCheck: false } : {})}
          placeholderTextColor={colors.inkSoft}
          selectionColor={colors.accentInk}
          keyboardAppearance={scheme}
          {...(lines
            ? { multiline: true, submitBehavior: 'newline' as const }
            : { submitBehavior: 'submit' as const, onSubmitEditing: onSubmitEditing ?? (() => submit?.()) })}
          onFocus={(event) => {
            setFocused(true);
            onFocus?.(event);
          }}
          onBlur={(event) => {
            setFocused(false);
            onBlur?.(event);
          }}
          style={[styles.input, side.style, lines ? [styles.area, { minHeight: lines * 24 + 24 }] : null]}
        />
        {password ? (
          <IconButton
            icon={shown ? 'eye-off' : 'eye'}
            label={t(shown ? 'account.hide' : 'account.show')}
            color={colors.inkSoft}
            onPress={() => setShown(!shown)}
          />
        ) : null}
      </View>
      {note ? (
        <Text
          variant="small"
          tone={error ? 'danger' : 'soft'}
          nativeID={`${id}note`}
          style={styles.note}
          {...(error ? { role: 'alert' as const } : {})}
        >
          {note}
        </Text>
      ) : null}
    </View>
  );
}
