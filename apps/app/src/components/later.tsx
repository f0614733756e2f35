import { ConnectionError } from '@wmory/contract';
import { type ComponentType, useCallback, useEffect, useRef, useState } from 'react';
import { ActivityIndicator } from 'react-native';
import { afterFirstPage } from '@/lib/first-page';
import { explain } from '@/lib/problems';
import { isReachable } from '@/lib/reachability';
import { startAfresh } from '@/lib/start-afresh';
import { stylesheet, useTheme } from '@/lib/theme';
import { ErrorState } from './empty-state';
import { Loading } from './loading';
import { showToast } from './toast';

type Load<Props> = () => Promise<ComponentType<Props>>;

/** Without a network, or where the server has a newer version by now, a script that is asked for late is not there. */
const absent = (cause: unknown) => new ConnectionError('A part of the app could not be loaded', { cause });

/** A part of the app: null until it is there. */
function createPart<Props>(load: Load<Props>) {
  let known: ComponentType<Props> | null = null;
  return function usePart(wanted: boolean, onFail: (error: ConnectionError) => void) {
    const [part, setPart] = useState(() => known);
    const failed = useRef(onFail);
    failed.current = onFail;
    const ask = useCallback(async () => {
      try {
        known = await load();
        setPart(() => known);
      } catch (cause) {
        failed.current(absent(cause));
      }
    }, []);
    useEffect(() => {
      if (wanted && part === null) void ask();
    }, [wanted, part, ask]);
    return { Part: part, ask };
  };
}

/** Milliseconds after which it is said that something is on its way; most is there before. */
const SOON = 400;

const useStyles = stylesheet(() => ({
  waiting: { flex: 1, alignItems: 'center', justifyContent: 'center' },
}));

function Waiting() {
  const styles = useStyles();
  const { colors } = useTheme();
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SOON);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Loading style={styles.waiting}>{long ? <ActivityIndicator color={colors.accentInk} /> : null}</Loading>
  );
}

/** A page that comes in a script of its own when it is opened; where that does not come, it says so and tries again. */
export function laterPage<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const usePart = createPart(load);
  return function LaterPage(props) {
    const [error, setError] = useState<ConnectionError | null>(null);
    const [again, setAgain] = useState(false);
    const { Part, ask } = usePart(true, setError);
    if (Part) return <Part {...props} />;
    if (!error) return <Waiting />;
    const askAgain = () => {
      setAgain(true);
      setError(null);
      void ask();
    };
    // A second time, with a server that answers: its scripts are others by now.
    const retry = () => (again && isReachable() ? startAfresh(askAgain) : askAgain());
    return <ErrorState error={error} onRetry={retry} />;
  };
}

interface DialogProps {
  /** Without it, a dialog that is drawn is open. */
  open?: boolean;
  onClose: () => void;
}

/** A dialog that comes in a script of its own when it is first opened; where that does not come, it says so and closes. */
export function laterDialog<Props extends DialogProps>(load: Load<Props>): ComponentType<Props> {
  const usePart = createPart(load);
  return function LaterDialog(props) {
    const { open = true, onClose } = props;
    const { Part } = usePart(open, (error) => {
      showToast({ message: explain(error), tone: 'problem' });
      onClose();
    });
    return Part ? <Part {...props} /> : null;
  };
}

/** What a page can do without: it comes in a script of its own once the first page has shown, or else is not there. */
export function laterPart<Props extends object>(load: Load<Props>): ComponentType<Props> {
  const usePart = createPart(load);
  return function LaterPart(props) {
    const [due, setDue] = useState(false);
    useEffect(() => {
      let here = true;
      void afterFirstPage().then(() => here && setDue(true));
      return () => {
        here = false;
      };
    }, []);
    const { Part } = usePart(due, () => {});
    return Part ? <Part {...props} /> : null;
  };
}
