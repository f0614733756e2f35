import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { Button } from './button';
import { Form } from './form';
import { Notice } from './notice';
import { Sheet } from './sheet';
import { Text } from './text';
import { TextField } from './text-field';

export interface ConfirmDialogProps {
  open: boolean;
  onClose: () => void;
  title: string;
  body: string;
  /** What the button says. */
  action: string;
  danger?: boolean;
  /** What has to be typed first, with the label that says so. */
  typed?: { text: string; label: string };
  /** What else there is to choose. */
  children?: ReactNode;
  /** Closes the dialog when it is done; says why when it was refused. */
  onConfirm: () => Promise<unknown>;
}

const sameText = (a: string, b: string) => a.trim().normalize('NFC') === b.trim().normalize('NFC');

/** Asks before something that cannot be undone. */
export function ConfirmDialog({
  open,
  onClose,
  title,
  body,
  action,
  danger = false,
  typed,
  children,
  onConfirm,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const ready = !typed || sameText(text, typed.text);

  const close = () => {
    setText('');
    setError(null);
    onClose();
  };
  const confirm = async () => {
    if (!ready || busy) return;
    setBusy(true);
    setError(null);
    try {
      await onConfirm();
      close();
    } catch (cause) {
      setError(cause);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Sheet
      open={open}
      onClose={close}
      title={title}
      plain
      footer={
        <>
          <Button
            title={action}
            variant={danger ? 'danger' : 'primary'}
            loading={busy}
            disabled={!ready}
            onPress={() => void confirm()}
            block={!wide}
          />
          <Button title={t('common.cancel')} onPress={close} block={!wide} />
        </>
      }
    >
      <Text tone="soft">{body}</Text>
      {children}
      {typed ? (
        <Form onSubmit={() => void confirm()}>
          <TextField
            label={typed.label}
            value={text}
            onChangeText={setText}
            autoCapitalize="none"
            autoCorrect={false}
            autoComplete="off"
          />
        </Form>
      ) : null}
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </Sheet>
  );
}
