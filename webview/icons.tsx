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
