import type { JSX } from "preact";
import { networkStrings } from "./network-strings.ts";

interface ZoomControlsProps {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fit: () => void;
  /** Whether it can be no smaller, and no larger. */
  readonly isLeast: boolean;
  readonly isMost: boolean;
}

/** The buttons in the corner of a picture that make it smaller and larger. */
export function ZoomControls({ zoomIn, zoomOut, fit, isLeast, isMost }: ZoomControlsProps): JSX.Element {
  const { zoom, zoomOutTitle, zoomInTitle, fitTitle } = networkStrings;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div class="zoom-controls" role="group" aria-label={zoom}>
      <ZoomButton
        name={networkStrings.zoomOut}
        title={zoomOutTitle}
        isDisabled={isLeast}
        onClick={zoomOut}
        d="M4 8h8"
      />
      <ZoomButton
        name={networkStrings.zoomIn}
        title={zoomInTitle}
        isDisabled={isMost}
        onClick={zoomIn}
        d="M4 8h8M8 4v8"
      />
      <ZoomButton
        name={networkStrings.fit}
        title={fitTitle}
        isDisabled={false}
        onClick={fit}
        d="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3"
      />
    </div>
  );
}

interface ZoomButtonProps {
  readonly name: string;
  readonly title: string;
  readonly isDisabled: boolean;
  readonly onClick: () => void;
  readonly d: string;
}

function ZoomButton({ name, title, isDisabled, onClick, d }: ZoomButtonProps): JSX.Element {
  return (
    <button
      type="button"
      aria-label={name}
      title={title}
      aria-disabled={isDisabled}
      onClick={isDisabled ? undefined : onClick}
    >
      <svg class="icon" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={d} />
      </svg>
    </button>
  );
}
