import type { ComponentChildren, JSX } from "preact";

/** The page's icons: 16 px, in the colour of the text beside them, unseen by screen readers. */
function Icon({ children }: { children: ComponentChildren }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {children}
    </svg>
  );
}

/** A triangle pointing right. */
export function PlayIcon(): JSX.Element {
  return (
    <Icon>
      <path class="solid" d="M4 2.5v11l9.5-5.5z" />
    </Icon>
  );
}

/** Two bars. */
export function PauseIcon(): JSX.Element {
  return (
    <Icon>
      <path class="solid" d="M4 3h3v10H4zM9 3h3v10H9z" />
    </Icon>
  );
}

/** A triangle up to a bar: one step on. */
export function StepIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M3.5 3.2v9.6L10 8zM13 3v10" />
    </Icon>
  );
}

/** A triangle up to a bar on its left: one step back. */
export function BackIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M12.5 3.2v9.6L6 8zM3 3v10" />
    </Icon>
  );
}

/** Three stations on a line, the first of which is reached. */
export function StageIcon(): JSX.Element {
  return (
    <Icon>
      <path class="solid" d="M4.5 8a2 2 0 1 1-4 0 2 2 0 0 1 4 0z" />
      <path d="M9.4 8a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0zM14.4 8a1.4 1.4 0 1 1-2.8 0 1.4 1.4 0 0 1 2.8 0zM4.5 8h2M9.4 8h2.2" />
    </Icon>
  );
}

/** Three dots: there is more. */
export function MoreIcon(): JSX.Element {
  return (
    <Icon>
      <path
        class="solid"
        d="M4.2 8a1.2 1.2 0 1 1-2.4 0 1.2 1.2 0 0 1 2.4 0zM9.2 8a1.2 1.2 0 1 1-2.4 0 1.2 1.2 0 0 1 2.4 0zM14.2 8a1.2 1.2 0 1 1-2.4 0 1.2 1.2 0 0 1 2.4 0z"
      />
    </Icon>
  );
}

/** A corner that points right, or down where it is turned. */
export function ChevronIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M6 3.5 10.5 8 6 12.5" />
    </Icon>
  );
}

/** A corner that points left. */
export function ChevronLeftIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M10 3.5 5.5 8 10 12.5" />
    </Icon>
  );
}

/** A cross: not this one. */
export function CloseIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M4.5 4.5l7 7M11.5 4.5l-7 7" />
    </Icon>
  );
}

/** A pencil: set by hand. */
export function PencilIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M3 13l.7-3L10.8 2.9l2.3 2.3L6 12.3zM9.3 4.4l2.3 2.3" />
    </Icon>
  );
}

/** A grid of cells. */
export function TableIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9" />
    </Icon>
  );
}

/** An arrow back around a circle. */
export function ResetIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M4.2 4.2A5 5 0 1 1 3 8M4.5 1.5v3h3" />
    </Icon>
  );
}

/** A triangle with an exclamation mark. */
export function WarningIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.2v1" />
    </Icon>
  );
}

/** A circle with a cross. */
export function ErrorIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" />
    </Icon>
  );
}

/** An arrow down onto a line. */
export function SaveIcon(): JSX.Element {
  return (
    <Icon>
      <path d="M8 2v8M4.8 7 8 10.2 11.2 7M2.5 13.5h11" />
    </Icon>
  );
}
