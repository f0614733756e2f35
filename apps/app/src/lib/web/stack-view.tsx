import type { ReactElement } from 'react';
import { StyleSheet, View } from 'react-native';

interface Route {
  key: string;
}
interface Descriptor {
  options: { presentation?: string };
  render: () => ReactElement;
}
export interface StackViewProps {
  state: { index: number; routes: Route[] };
  descriptors: Record<string, Descriptor | undefined>;
}

const isOverlay = (descriptor: Descriptor | undefined): boolean =>
  descriptor?.options.presentation === 'transparentModal';

/**
 * In a browser stands in for expo-router's view of a stack (see `metro.config.js`), which would bring its
 * headers, back buttons and colour arithmetic along. Pages below stay as they were, out of sight; what lies
 * under a transparent page stays in sight.
 */
export function NativeStackView({ state, descriptors }: StackViewProps) {
  return (
    <View style={styles.stack}>
      {state.routes.map((route, index) => {
        const descriptor = descriptors[route.key];
        const focused = index === state.index;
        const next = state.routes[index + 1];
        const shown = focused || (next !== undefined && isOverlay(descriptors[next.key]));
        return (
          <View
            key={route.key}
            style={[StyleSheet.absoluteFill, !shown && styles.hidden]}
            aria-hidden={!focused}
          >
            {descriptor?.render()}
          </View>
        );
      })}
    </View>
  );
}

const styles = StyleSheet.create({ stack: { flex: 1 }, hidden: { display: 'none' } });
