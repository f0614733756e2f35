import type { Photo } from '@wmory/contract';
import {
  type CSSProperties,
  type MouseEvent,
  memo,
  type PointerEvent,
  useEffect,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/icon';
import { useUploadIdOf } from '@/features/uploads/uploads';
import { usePreview } from '@/features/uploads/use-preview';
import { useTheme } from '@/lib/theme';
import { thumbhashUrl } from '@/lib/thumbhash';
import { nameOf } from './day';
import { useFeedContext } from './feed-context';
import { isSelecting, selectTo, toggleSelected, useIsSelected, useIsSelecting } from './selection';
import { useSteadyAddress } from './steady-address';
import { TileNote } from './tile-note';
import { renewAddresses } from './use-feed';

const LONG_PRESS = 450;

const fill: CSSProperties = { position: 'absolute', inset: 0 };
const picture: CSSProperties = { display: 'block', width: '100%', height: '100%', objectFit: 'cover' };
const link: CSSProperties = {
  ...fill,
  display: 'block',
  WebkitTouchCallout: 'none',
  outlineOffset: -3,
} as CSSProperties;
const shade: CSSProperties = {
  position: 'absolute',
  insetInline: 0,
  top: 0,
  height: 56,
  backgroundImage: 'linear-gradient(rgba(0, 0, 0, 0.45), transparent)',
  pointerEvents: 'none',
};
const checkTarget: CSSProperties = {
  position: 'absolute',
  top: 0,
  insetInlineStart: 0,
  width: 44,
  height: 44,
  padding: 0,
  border: 0,
  background: 'none',
  cursor: 'pointer',
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
};

/** A soft light that comes and goes while a picture is being prepared. */
function Shimmer({ preview }: { preview: string | null }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const frames = [{ opacity: 1 }, { opacity: 0.55 }];
    const glow = ref.current?.animate(frames, {
      duration: 900,
      iterations: Infinity,
      direction: 'alternate',
      easing: 'ease-in-out',
    });
    return () => glow?.cancel();
  }, []);
  const { colors } = useTheme();
  return (
    <div ref={ref} style={{ ...fill, backgroundColor: colors.line }}>
      {preview ? <img src={preview} alt="" style={picture} draggable={false} /> : null}
    </div>
  );
}

/** A press that lasts, by touch: mice have the box at the corner. */
function useLongPress(act: () => void) {
  const timer = useRef(0);
  const done = useRef(false);
  const stop = () => clearTimeout(timer.current);
  return {
    /** Whether the click that follows belongs to it. */
    consume: () => done.current,
    handlers: {
      onPointerDown(event: PointerEvent) {
        done.current = false;
        if (event.pointerType !== 'touch') return;
        timer.current = window.setTimeout(() => {
          done.current = true;
          navigator.vibrate?.(10);
          act();
        }, LONG_PRESS);
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onContextMenu(event: MouseEvent) {
        if (done.current) event.preventDefault();
      },
    },
  };
}

function CheckBox({
  on,
  shown,
  label,
  onPress,
}: {
  on: boolean;
  shown: boolean;
  label: string;
  onPress: (event: MouseEvent) => void;
}) {
  const { colors } = useTheme();
  const disc: CSSProperties = {
    width: 24,
    height: 24,
    boxSizing: 'border-box',
    borderRadius: 12,
    border: on ? 'none' : '2px solid #FFFFFF',
    background: on ? colors.accent : 'rgba(0, 0, 0, 0.25)',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    boxShadow: on ? `0 0 0 2px ${colors.ground}` : '0 0 2px rgba(0, 0, 0, 0.4)',
  };
  return (
    <button
      type="button"
      role="checkbox"
      aria-checked={on}
      aria-label={label}
      onClick={onPress}
      style={{ ...checkTarget, opacity: shown ? 1 : 0 }}
    >
      <span style={disc}>{on ? <Icon name="check" size={16} color={colors.onAccent} /> : null}</span>
    </button>
  );
}

export interface TileProps {
  photo: Photo;
  width: number;
  height: number;
}

/** One photo of the feed. */
export const Tile = memo(function Tile({ photo, width, height }: TileProps) {
  const { t } = useTranslation();
  const { colors } = useTheme();
  const { groupId, order, round, shownIds, open } = useFeedContext();
  const selected = useIsSelected(photo.id);
  const selecting = useIsSelecting();
  const [lit, setLit] = useState(false);
  const { url, onError } = useSteadyAddress(photo.urls?.thumb ?? null, () =>
    renewAddresses(groupId, order, photo),
  );
  const preview = usePreview(useUploadIdOf(photo.state === 'processing' ? photo.id : null));
  const press = useLongPress(() => toggleSelected(photo.id));
  const blur = photo.thumbhash ? thumbhashUrl(photo.thumbhash) : null;
  const name = nameOf(photo);

  const pick = (event: MouseEvent) => {
    event.preventDefault();
    if (event.shiftKey) selectTo(photo.id, shownIds());
    else toggleSelected(photo.id);
  };
  const click = (event: MouseEvent) => {
    if (press.consume()) return event.preventDefault();
    if (isSelecting()) return pick(event);
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(photo.id);
  };
  const inset = selected ? Math.round(Math.min(width, height) * 0.08) : 0;
  return (
    <div
      style={{
        position: 'relative',
        width,
        height,
        flexShrink: 0,
        borderRadius: round,
        overflow: 'hidden',
        backgroundColor: selected ? colors.accentSoft : 'transparent',
      }}
      onPointerEnter={(event) => event.pointerType === 'mouse' && setLit(true)}
      onPointerLeave={() => setLit(false)}
      role="listitem"
    >
      <a
        href={`/groups/${groupId}/photos/${photo.id}`}
        data-photo={photo.id}
        aria-label={
          photo.state === 'ready' && url
            ? undefined
            : t(photo.state === 'processing' ? 'media.feed.preparingLabel' : 'media.feed.failedLabel', {
                name,
              })
        }
        onClick={click}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && setLit(true)}
        onBlur={() => setLit(false)}
        draggable={false}
        style={link}
        {...press.handlers}
      >
        <div
          style={{
            position: 'absolute',
            inset,
            borderRadius: selected ? 4 : round,
            overflow: 'hidden',
            backgroundColor: colors.sunken,
            backgroundImage: blur ? `url(${blur})` : undefined,
            backgroundSize: 'cover',
            transition: 'inset 120ms',
          }}
        >
          {url ? (
            <img
              src={url}
              alt={name}
              loading="lazy"
              decoding="async"
              draggable={false}
              onError={onError}
              style={picture}
            />
          ) : null}
          {photo.state === 'processing' ? <Shimmer preview={preview} /> : null}
          <TileNote photo={photo} small={Math.min(width, height) < 96} />
          {lit && !selected ? <div style={shade} /> : null}
        </div>
      </a>
      <CheckBox
        on={selected}
        shown={lit || selecting}
        label={t('media.select.photo', { name })}
        onPress={pick}
      />
    </div>
  );
});
