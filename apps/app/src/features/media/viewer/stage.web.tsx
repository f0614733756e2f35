import { useLayoutEffect, useRef, useState } from 'react';
import { Slide } from './slide.web';
import { useStageGestures } from './stage-gestures';
import type { StageProps } from './stage-props';
import type { Size } from './zoom';

/** The photo that is looked at, with its neighbours at hand: swipe, pinch, double click, wheel. */
export function Stage({ photo, previous, next, onStep, onClose, onTap, renew }: StageProps) {
  const root = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const picture = useRef<HTMLDivElement>(null);
  const [stage, setStage] = useState<Size | null>(null);

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => setStage({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    return () => watching.disconnect();
  }, []);

  const handlers = useStageGestures({
    photoId: photo.id,
    root,
    track,
    picture,
    hasPrevious: previous !== null,
    hasNext: next !== null,
    onStep,
    onClose,
    onTap,
  });
  return (
    <div
      ref={root}
      style={{
        position: 'absolute',
        inset: 0,
        overflow: 'hidden',
        touchAction: 'none',
        userSelect: 'none',
        cursor: 'default',
      }}
      {...handlers}
    >
      <div ref={track} style={{ position: 'absolute', inset: 0 }}>
        {stage
          ? [previous, photo, next].map((each, index) =>
              each ? (
                <Slide
                  key={each.id}
                  ref={each.id === photo.id ? picture : null}
                  photo={each}
                  stage={stage}
                  place={index - 1}
                  renew={each.id === photo.id ? renew : () => {}}
                />
              ) : null,
            )
          : null}
      </div>
    </div>
  );
}
