import type { ReactNode } from 'react';
import { View } from 'react-native';
import { GROUND } from './colours';

export interface ViewerFrameProps {
  label: string;
  children: ReactNode;
}

/** Takes the whole window. */
export function ViewerFrame({ label, children }: ViewerFrameProps) {
  return (
    <View
      style={{ flex: 1, flexDirection: 'row', backgroundColor: GROUND }}
      aria-label={label}
      accessibilityViewIsModal
    >
      {children}
    </View>
  );
}
