import { Text as NativeText, type TextProps as NativeTextProps } from 'react-native';
import { stylesheet, type TypeName } from '@/lib/theme';
import { FACE } from './face';
import { textSide } from './text-side';

type Tone = 'ink' | 'soft' | 'accent' | 'danger' | 'success' | 'onAccent';

export interface TextProps extends NativeTextProps {
  variant?: TypeName;
  tone?: Tone;
  /** Marks a heading of this level for screen readers. */
  level?: 1 | 2 | 3;
  centred?: boolean;
  /** What somebody typed runs as its own letters do, whatever the language around it. */
  typed?: boolean;
}

const useStyles = stylesheet(({ type, colors }) => ({
  ...type,
  ink: { color: colors.ink },
  soft: { color: colors.inkSoft },
  accentTone: { color: colors.accentInk },
  dangerTone: { color: colors.dangerInk },
  successTone: { color: colors.successInk },
  onAccentTone: { color: colors.onAccent },
  centred: { textAlign: 'center' },
  face: { fontFamily: FACE },
}));

/** Text in one of the sizes of the scale. */
export function Text({
  variant = 'body',
  tone = 'ink',
  level,
  centred,
  typed = false,
  style,
  ...rest
}: TextProps) {
  const styles = useStyles();
  const side = textSide(typed);
  const tones = {
    ink: styles.ink,
    soft: styles.soft,
    accent: styles.accentTone,
    danger: styles.dangerTone,
    success: styles.successTone,
    onAccent: styles.onAccentTone,
  };
  return (
    <NativeText
      {...(level ? { role: 'heading', 'aria-level': level } : {})}
      {...side.props}
      {...rest}
      style={[styles.face, styles[variant], side.style, tones[tone], centred && styles.centred, style]}
    />
  );
}
