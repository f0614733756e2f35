import { View } from 'react-native';
import { type FormProps, SubmitProvider } from './form-context';

/** Fields that are sent together. */
export function Form({ onSubmit, style, children }: FormProps) {
  return (
    <SubmitProvider value={onSubmit}>
      <View style={style}>{children}</View>
    </SubmitProvider>
  );
}
