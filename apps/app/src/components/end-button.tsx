import { View } from 'react-native';
import { Button, type ButtonProps } from './button';

/** A quiet button at the end of a row; its words end where the row's do. */
export function EndButton(props: Omit<ButtonProps, 'variant' | 'size' | 'block'>) {
  return (
    <View style={{ marginEnd: -16 }}>
      <Button {...props} variant="quiet" />
    </View>
  );
}
