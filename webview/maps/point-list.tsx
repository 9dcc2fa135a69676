import type { JSX } from "preact";
import { useId, useState } from "preact/hooks";
import type { Pixel } from "./contour-lines.ts";
import type { Frame } from "./frame.ts";

interface PointListProps {
  readonly frame: Frame;
  readonly name: string;
  readonly describedBy: string;
  /** Where each point is; a click or Enter chooses one. */
  readonly points: readonly Pixel[];
  /** The point that is chosen; −1 for none. */
  readonly chosen: number;
  readonly textOf: (point: number) => string;
  readonly onChoose: (point: number) => void;
  /** What is pointed at: a point, or a place beside all points; both null for nothing. */
  readonly onPoint: (point: number | null, place: Pixel | null) => void;
}

/** How near the pointer must be to a point, in pixels. */
const reach = 12;

/**
 * Lies over a picture and makes its points a list: pointed at and clicked, or walked through by the arrow keys. Only
 * the one in focus is an element, so that there may be thousands.
 */
export function PointList(props: PointListProps): JSX.Element {
  const { frame, name, describedBy, points, chosen, textOf, onChoose, onPoint } = props;
  const [at, setAt] = useState<number | null>(null);
  const optionId = useId();
  const active = at !== null && at < points.length ? at : Math.max(0, chosen);

  function go(point: number): void {
    const within = Math.max(0, Math.min(points.length - 1, point));
    setAt(within);
    onPoint(within, null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const places: Partial<Record<string, number>> = {
      ArrowRight: active + 1,
      ArrowDown: active + 1,
      ArrowLeft: active - 1,
      ArrowUp: active - 1,
      PageDown: active + 10,
      PageUp: active - 10,
      Home: 0,
      End: points.length - 1,
    };
    const place = places[event.key];
    if (place !== undefined) go(place);
    else if (event.key === "Enter" || event.key === " ") onChoose(active);
    else return;
    event.preventDefault();
  }

  function placeOf(event: MouseEvent): Pixel {
    const { left, top } = (event.currentTarget as Element).getBoundingClientRect();
    return [event.clientX - left + frame.left, event.clientY - top + frame.top];
  }

  function pointed(event: MouseEvent): number | null {
    return nearest(points, placeOf(event));
  }

  if (points.length === 0) return <div class="point-list" />;
  return (
    <div
      class="point-list"
      role="listbox"
      tabIndex={0}
      aria-label={name}
      aria-describedby={describedBy}
      aria-activedescendant={optionId}
      style={{
        left: `${frame.left}px`,
        top: `${frame.top}px`,
        width: `${frame.innerWidth}px`,
        height: `${frame.innerHeight}px`,
      }}
      onKeyDown={onKeyDown}
      onFocus={() => onPoint(active, null)}
      onBlur={() => onPoint(null, null)}
      onPointerMove={(event) => {
        const point = pointed(event);
        onPoint(point, point === null ? placeOf(event) : null);
      }}
      onPointerLeave={() => onPoint(null, null)}
      onClick={(event) => {
        const point = pointed(event);
        if (point === null) return;
        setAt(point);
        onChoose(point);
      }}
    >
      <span
        id={optionId}
        class="visually-hidden"
        role="option"
        tabIndex={-1}
        aria-selected={active === chosen}
        aria-setsize={points.length}
        aria-posinset={active + 1}
      >
        {textOf(active)}
      </span>
    </div>
  );
}

function nearest(points: readonly Pixel[], [x, y]: Pixel): number | null {
  let best: number | null = null;
  let least = reach;
  for (let k = 0; k < points.length; k++) {
    const distance = Math.hypot(points[k][0] - x, points[k][1] - y);
    // Of points in one place the last drawn is on top.
    if (distance > least) continue;
    least = distance;
    best = k;
  }
  return best;
}
