import { useEffect, useRef, useState } from 'react';
import type { Candidate } from '../uploads/candidate';
import type { Shot } from './camera';
import { dropShot } from './drop-shot';

/** The photos that were taken since the camera was opened and that nobody has yet. */
export interface Shots {
  shots: readonly Shot[];
  add: (shot: Shot) => void;
  drop: (id: string) => void;
  /** Hands the files over; they are not kept here any more. */
  release: () => Candidate[];
}

export function useShots(): Shots {
  const [shots, setShots] = useState<readonly Shot[]>([]);
  const current = useRef(shots);
  current.current = shots;
  useEffect(() => () => current.current.forEach(dropShot), []);
  return {
    shots,
    add: (shot) => setShots((before) => [...before, shot]),
    drop(id) {
      const gone = shots.find((shot) => shot.id === id);
      setShots((before) => before.filter((shot) => shot !== gone));
      if (gone) dropShot(gone);
    },
    release() {
      const files = shots.map(({ file }) => file);
      for (const shot of shots) dropShot(shot);
      setShots([]);
      return files;
    },
  };
}
