import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { setChoice } from "../arrangement.ts";
import { useStore } from "../store-context.ts";
import { textScale } from "../text-size.ts";
import { useOverhang } from "./use-overhang.ts";
import { useSelectedInView } from "./use-selected-in-view.ts";
import { ZoomControls } from "./zoom-controls.tsx";

interface PanZoomProps {
  /** The size of what is shown, at its full size. */
  readonly width: number;
  readonly height: number;
  /** How large it is drawn unless the person wants it otherwise. */
  readonly scale: number;
  /** The width that there is to show it in. */
  readonly available: number;
  /** By this name the arrangement remembers how large the person wants it. */
  readonly name: string;
  /** The classes of what is shown. */
  readonly class: string;
  readonly children: ComponentChildren;
}

/** So much larger a press of a button makes it. */
const stride = 1.25;
const mostZoom = 4;
/** The pointer has to move so far until it drags. */
const dragsAfter = 4;
/** What the pointer means something else on. */
const notGround = "[data-quantity], [data-unit], button";

/**
 * Shows a picture that can be made larger and moved: with the wheel and Ctrl or ⌘ around the pointer, by the buttons
 * in its corner or + − 0, and by dragging its ground. While all of it is in sight, it leaves the wheel to the page.
 */
export function PanZoom({
  width,
  height,
  scale,
  available,
  name,
  class: className,
  children,
}: PanZoomProps): JSX.Element {
  const store = useStore();
  const view = useRef<HTMLDivElement>(null);
  const { left, right } = useOverhang(view);
  useSelectedInView(view, store.arrangement.value.quantity);
  const least = Math.min(1, available / (width * scale));
  const kept = Number(store.arrangement.value.choices[name] ?? 1);
  const zoom = Math.min(mostZoom, Math.max(least, Number.isFinite(kept) ? kept : 1));
  const real = scale * zoom;
  const shown = useRef({ real, zoom, at: null as readonly [x: number, y: number] | null });
  shown.current.zoom = zoom;

  /** Keeps what lies at a point of the view where it is; without one, what lies in its middle. */
  function zoomTo(next: number, point?: { readonly clientX: number; readonly clientY: number }): void {
    const box = view.current?.getBoundingClientRect();
    if (!box) return;
    const { x, y } = point ? { x: point.clientX - box.left, y: point.clientY - box.top } : middleOf(box);
    shown.current.at = [x / textScale.peek(), y / textScale.peek()];
    setChoice(store.arrangement, name, String(Math.min(mostZoom, Math.max(least, next))));
  }

  useLayoutEffect(() => {
    const { real: before, at } = shown.current;
    const element = view.current;
    if (!element || before === real) return;
    shown.current = { real, zoom, at: null };
    if (!at) return;
    for (const [axis, extent, size, scrolled] of [
      [0, width, element.clientWidth, element.scrollLeft],
      [1, height, element.clientHeight, element.scrollTop],
    ] as const) {
      // What is smaller than the view stands in its middle.
      const beside = (drawn: number) => Math.max(0, (size - extent * drawn) / 2);
      const met = (scrolled + at[axis] - beside(before)) / before;
      element[axis === 0 ? "scrollLeft" : "scrollTop"] = met * real + beside(real) - at[axis];
    }
  }, [real]);

  useEffect(() => {
    const element = view.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomTo(shown.current.zoom * Math.exp(-event.deltaY * (event.deltaMode === 0 ? 0.004 : 0.1)), event);
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  });

  const actions = {
    zoomIn: () => zoomTo(zoom * stride),
    zoomOut: () => zoomTo(zoom / stride),
    fit: () => zoomTo(least),
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const keys: Partial<Record<string, () => void>> = {
      "+": actions.zoomIn,
      "=": actions.zoomIn,
      "-": actions.zoomOut,
      "0": actions.fit,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  const canPan = left || right || zoom > 1;
  return (
    <div class={`picture-frame ${left ? "more-left" : ""} ${right ? "more-right" : ""}`}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what it holds has the focus */}
      <div
        class={`pan-zoom ${canPan ? "can-pan" : ""}`}
        style={{ flexBasis: `${height * scale}px`, overflowX: width * real > available + 1 ? "auto" : "hidden" }}
        ref={view}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => beginDrag(event, view.current)}
        onDblClick={(event) => {
          if (isGround(event)) actions.fit();
        }}
      >
        <div class={`picture ${className}`} style={{ width: `${width}px`, height: `${height}px`, zoom: real }}>
          {children}
        </div>
      </div>
      <ZoomControls {...actions} isLeast={zoom <= least} isMost={zoom >= mostZoom} />
    </div>
  );
}

function isGround({ target }: Event): boolean {
  return target instanceof Element && !target.closest(notGround);
}

function middleOf({ width, height }: DOMRect) {
  return { x: width / 2, y: height / 2 };
}

/** Moves the picture with the pointer, until it is let go. */
function beginDrag(event: PointerEvent, view: HTMLElement | null): void {
  if (!view || event.button !== 0 || event.pointerType === "touch" || !isGround(event)) return;
  const start = { x: event.clientX, y: event.clientY, left: view.scrollLeft, top: view.scrollTop };
  let isDragging = false;
  const onMove = ({ clientX, clientY }: PointerEvent) => {
    const [dx, dy] = [clientX - start.x, clientY - start.y];
    if (!isDragging && Math.hypot(dx, dy) < dragsAfter) return;
    isDragging = true;
    view.classList.add("dragging");
    view.scrollTo(start.left - dx / textScale.peek(), start.top - dy / textScale.peek());
  };
  const onUp = () => {
    window.removeEventListener("pointermove", onMove);
    window.removeEventListener("pointerup", onUp);
    window.removeEventListener("pointercancel", onUp);
    view.classList.remove("dragging");
    if (!isDragging) return;
    // The click that ends it chooses nothing.
    const swallow = (click: Event) => click.stopPropagation();
    view.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => view.removeEventListener("click", swallow, { capture: true }));
  };
  window.addEventListener("pointermove", onMove);
  window.addEventListener("pointerup", onUp);
  window.addEventListener("pointercancel", onUp);
}
