import { useMutation } from '@tanstack/react-query';
import type { Assertion } from '@wmory/contract';
import { useRouter } from 'expo-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '@/lib/api';
import { wasCancelled } from '@/lib/passkey-error';
import { passkeysAutofill, passkeysWork, signWithPasskey, stopWaiting } from '@/lib/passkeys';
import { logInWithPasskey } from '@/lib/session';
import { noteSuspension } from '../moderation/suspension';

/** Milliseconds after which the challenge that waits in the field is replaced; the server takes it for five minutes. */
const FRESH_FOR = 4 * 60_000;

const sign = async (autofill: boolean) => signWithPasskey(await api.preparePasskeyLogIn(), autofill);

/**
 * Logging in by passkey: `ask` opens the browser's dialog and, where the browser can, the field for the address offers
 * the passkeys there are for as long as the page is shown.
 */
export function usePasskeyLogIn() {
  const router = useRouter();
  // The browser waits for one thing at a time: after each that came to nothing, the field waits anew.
  const [round, setRound] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (signed: Assertion | null) => logInWithPasskey(signed ?? (await sign(false))),
    onError: (cause) => {
      if (noteSuspension(cause)) router.push('/suspended');
      else setRound((count) => count + 1);
    },
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round waits anew
  useEffect(() => {
    let over = false;
    const wait = async () => {
      if (!(await passkeysAutofill()) || over) return;
      timer.current = setTimeout(() => void wait(), FRESH_FOR);
      const signed = await sign(true).catch(() => null);
      if (signed && !over) mutate(signed);
    };
    void wait();
    return () => {
      over = true;
      clearTimeout(timer.current);
      stopWaiting();
    };
  }, [round, mutate]);

  return {
    works: passkeysWork(),
    ask: () => {
      clearTimeout(timer.current);
      mutate(null);
    },
    isPending,
    error: wasCancelled(error) ? null : error,
  };
}
