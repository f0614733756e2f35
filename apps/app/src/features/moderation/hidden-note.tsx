import type { HideRequest, Photo } from '@wmory/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { Sheet } from '@/components/sheet';
import { Text } from '@/components/text';
import { TextField } from '@/components/text-field';
import { showToast } from '@/components/toast';
import { formatDay } from '@/lib/format';
import { explain } from '@/lib/problems';
import { useLayout } from '@/lib/theme';
import { useAnswerHideRequest, useHideRequest, useWithdrawHideRequest } from './queries';
import { LONGEST_WORD } from './report-dialog';

interface Part {
  params: { groupId: string; photoId: string };
  request: HideRequest;
  onDone: () => void;
}

/** For the uploader: agree that it stays hidden, or say why not. */
function Answer({ params, request, onDone }: Part) {
  const { t } = useTranslation();
  const { wide } = useLayout();
  const [objecting, setObjecting] = useState(false);
  const [text, setText] = useState('');
  const { mutateAsync, isPending, error } = useAnswerHideRequest(params);
  const answer = async (agree: boolean) => {
    const done = await mutateAsync({ agree, text: agree ? '' : text.trim() }).catch(() => null);
    if (!done) return;
    showToast({ message: t(agree ? 'hiding.agreed' : 'hiding.objection') });
    onDone();
  };
  return (
    <>
      <Text>{t('hiding.question')}</Text>
      {request.answerBy ? (
        <Text tone="soft">{t('hiding.waits', { date: formatDay(request.answerBy) })}</Text>
      ) : null}
      {objecting ? (
        <>
          <TextField
            label={t('hiding.objectText')}
            value={text}
            onChangeText={setText}
            maxLength={LONGEST_WORD}
            lines={3}
            autoFocus
          />
          <Text variant="small" tone="soft">
            {t('hiding.objectBody')}
          </Text>
          <Button
            title={t('hiding.object')}
            variant="primary"
            loading={isPending}
            onPress={() => void answer(false)}
            block={!wide}
          />
        </>
      ) : (
        <>
          <Button
            title={t('hiding.agree')}
            variant="primary"
            loading={isPending}
            onPress={() => void answer(true)}
            block
          />
          <Button title={t('hiding.object')} onPress={() => setObjecting(true)} block />
        </>
      )}
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </>
  );
}

/** For who asked: how it stands, and a way to take it back. */
function Standing({ params, request, onDone }: Part) {
  const { t } = useTranslation();
  const { mutateAsync, isPending, error } = useWithdrawHideRequest(params);
  const { state, answerBy, abilities } = request;
  const withdraw = async () => {
    try {
      await mutateAsync();
    } catch {
      return;
    }
    showToast({ message: t('hiding.withdrawn') });
    onDone();
  };
  return (
    <>
      {abilities.withdraw ? <Text>{t('hiding.mine')}</Text> : null}
      <Text tone="soft">
        {state === 'open' && answerBy
          ? t('hiding.waits', { date: formatDay(answerBy) })
          : t(state === 'objected' ? 'hiding.objected' : 'hiding.stays')}
      </Text>
      {abilities.withdraw ? (
        <Button
          title={t('hiding.withdraw')}
          icon="eye"
          loading={isPending}
          onPress={() => void withdraw()}
          block
        />
      ) : null}
      {error ? <Notice tone="danger">{explain(error)}</Notice> : null}
    </>
  );
}

/** On a photo that not everybody sees: why, and what can be done about it. */
export function HiddenNote({ photo }: { photo: Photo }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const params = { groupId: photo.groupId, photoId: photo.id };
  const { data: request } = useHideRequest(params, photo.hidden === 'asked');
  if (photo.hidden === null) return null;
  const mayAnswer = request?.abilities.answer ?? false;
  const close = () => setOpen(false);
  return (
    <>
      <Button
        title={t(mayAnswer ? 'hiding.answerPill' : `hiding.pill.${photo.hidden}`)}
        icon="eye-off"
        onPress={() => setOpen(true)}
      />
      <Sheet open={open} onClose={close} title={t('hiding.sheet')}>
        {mayAnswer ? null : <Text>{t(`hiding.why.${photo.hidden}`)}</Text>}
        {photo.hidden === 'asked' && request ? (
          mayAnswer ? (
            <Answer params={params} request={request} onDone={close} />
          ) : (
            <Standing params={params} request={request} onDone={close} />
          )
        ) : null}
      </Sheet>
    </>
  );
}
