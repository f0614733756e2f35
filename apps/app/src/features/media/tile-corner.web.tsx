import { type CSSProperties, type MouseEvent, useState } from 'react';
import { Icon } from '@/components/icon';
import { TARGET, useTheme } from '@/lib/theme';

const target: CSSProperties = {
  position: 'absolute',
  width: TARGET,
  height: TARGET,
  padding: 0,
  border: 0,
  background: 'none',
  cursor: 'pointer',
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  outlineOffset: -4,
};

export interface SelectBoxProps {
  on: boolean;
  shown: boolean;
  label: string;
  onPress: (event: MouseEvent) => void;
}

/** The box that selects a photo, in the corner where reading begins. */
export function SelectBox({ on, shown, label, onPress }: SelectBoxProps) {
  const { colors } = useTheme();
  const [focused, setFocused] = useState(false);
  const disc: CSSProperties = {
    width: 24,
    height: 24,
    boxSizing: 'border-box',
    borderRadius: 12,
    border: on ? 'none' : '2px solid #FFFFFF',
    background: on ? colors.accent : 'rgba(0, 0, 0, 0.25)',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    boxShadow: on ? `0 0 0 2px ${colors.ground}` : '0 0 2px rgba(0, 0, 0, 0.4)',
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a press tells whether Shift is held, a change does not
    <button
      type="button"
      role="checkbox"
      aria-checked={on}
      aria-label={label}
      onClick={onPress}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      style={{ ...target, top: 0, insetInlineStart: 0, opacity: shown || focused ? 1 : 0 }}
    >
      <span style={disc}>{on ? <Icon name="check" size={16} color={colors.onAccent} /> : null}</span>
    </button>
  );
}

/** Takes away a photo that cannot be shown. */
export function TrashCorner({ label, onPress }: { label: string; onPress: () => void }) {
  const { colors } = useTheme();
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={onPress}
      style={{ ...target, bottom: 0, insetInlineEnd: 0 }}
    >
      <Icon name="trash" size={20} color={colors.dangerInk} />
    </button>
  );
}
