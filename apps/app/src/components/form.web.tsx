import { View } from 'react-native';
import { type FormProps, SubmitProvider } from './form-context';

/** Fields that are sent together; a real form, so that password managers know it for one. */
export function Form({ onSubmit, style, children }: FormProps) {
  return (
    <form
      noValidate
      style={{ display: 'contents' }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <SubmitProvider value={onSubmit}>
        <View style={style}>{children}</View>
      </SubmitProvider>
    </form>
  );
}
