import { useEffect } from 'react';
import { AccessibilityInfo, Platform, View } from 'react-native';
import { useSafeAreaInsets } from 'react-native-safe-area-context';
import { create } from 'zustand';
import { stylesheet, TARGET, useLayout, useTheme } from '@/lib/theme';
import { Icon } from './icon';
import { Text } from './text';
import { Touch, type TouchState } from './touch';

export interface Toast {
  message: string;
  tone?: 'done' | 'problem';
  /** Such as Undo; the toast stays longer then. */
  action?: { title: string; onPress: () => void };
}

interface ShownToast extends Toast {
  id: number;
}

const useToasts = create<{ toasts: ShownToast[] }>(() => ({ toasts: [] }));
let count = 0;

const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** Says something in passing, from anywhere: it goes away by itself. The latest two are shown. */
export function showToast(toast: Toast): void {
  count += 1;
  const shown = { ...toast, id: count };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-1), shown] }));
  if (Platform.OS !== 'web') AccessibilityInfo.announceForAccessibility(toast.message);
}

const useStyles = stylesheet(({ colors, radius, space, elevation }) => ({
  place: {
    position: 'absolute',
    start: 0,
    end: 0,
    bottom: 0,
    alignItems: 'center',
    gap: space.sm,
    paddingHorizontal: space.lg,
    pointerEvents: 'box-none',
  },
  toast: {
    flexDirection: 'row',
    alignItems: 'center',
    gap: space.md,
    minHeight: 52,
    maxWidth: 520,
    paddingStart: space.lg,
    paddingEnd: space.sm,
    borderRadius: radius.lg,
    backgroundColor: colors.inverse,
    boxShadow: elevation.menu,
  },
  words: { flexShrink: 1, color: colors.onInverse, paddingVertical: space.md, paddingEnd: space.sm },
  action: {
    minHeight: TARGET,
    justifyContent: 'center',
    paddingHorizontal: space.md,
    borderRadius: radius.md,
  },
  actionInk: { color: colors.inverseAccent },
  lit: { opacity: 0.8 },
}));

function ToastView({ toast }: { toast: ShownToast }) {
  const styles = useStyles();
  const { colors } = useTheme();
  useEffect(() => {
    const leaving = setTimeout(() => dismiss(toast.id), toast.action ? 8000 : 4500);
    return () => clearTimeout(leaving);
  }, [toast]);
  return (
    <View style={styles.toast}>
      <Icon name={toast.tone === 'problem' ? 'alert' : 'check'} size={20} color={colors.onInverse} />
      <Text variant="small" style={styles.words}>
        {toast.message}
      </Text>
      {toast.action ? (
        <Touch
          onPress={() => {
            toast.action?.onPress();
            dismiss(toast.id);
          }}
          style={({ hovered }: TouchState) => [styles.action, hovered && styles.lit]}
        >
          <Text variant="label" style={styles.actionInk}>
            {toast.action.title}
          </Text>
        </Touch>
      ) : null}
    </View>
  );
}

/** Where toasts appear: once, at the root. */
export function Toasts() {
  const styles = useStyles();
  const { wide } = useLayout();
  const insets = useSafeAreaInsets();
  const toasts = useToasts((store) => store.toasts);
  return (
    <View
      style={[styles.place, { paddingBottom: Math.max(insets.bottom, 0) + (wide ? 32 : 88) }]}
      role="status"
      aria-live="polite"
    >
      {toasts.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </View>
  );
}
